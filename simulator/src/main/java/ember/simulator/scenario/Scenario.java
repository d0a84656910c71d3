// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.task.ExclusionSettings;
import ember.scheduler.task.LocalityWaits;
import ember.scheduler.task.SchedulingMode;
import java.util.List;

/**
 * A whole application and where it runs.
 *
 * @param jobs in the order of their submission
 */
public record Scenario(SchedulerConfig config, List<ExecutorModel> executors, List<JobModel> jobs) {
    public Scenario {
        executors = List.copyOf(executors);
        jobs = List.copyOf(jobs);
    }

    /** The scheduler's settings, as a comment. */
    public String limits() {
        return "task-failures=" + config.maxTaskFailures() + " stage-attempts=" + config.maxConsecutiveStageAttempts()
                + (config.maxStageAttempts() == Integer.MAX_VALUE ? "" : " in all " + config.maxStageAttempts())
                + (config.pools().mode() == SchedulingMode.FAIR
                        ? " pools=" + config.pools().pools()
                        : "")
                + (config.speculation().enabled() ? " " + config.speculation() : "")
                + (config.slotsPerTask() > 1 ? " slots-per-task=" + config.slotsPerTask() : "")
                + (config.localityWaits().equals(LocalityWaits.NONE) ? "" : " " + config.localityWaits())
                + (config.exclusion().equals(ExclusionSettings.OFF) ? "" : " " + config.exclusion());
    }

    /** An executor that is there from the beginning. */
    public record ExecutorModel(String id, String host, int slots) {}

    /**
     * A job and when it is submitted.
     *
     * @param lastUseOf shuffles that no later job uses: they can be released once this job was submitted
     */
    public record JobModel(long atNanos, JobPlan plan, List<Integer> lastUseOf) {
        public JobModel {
            lastUseOf = List.copyOf(lastUseOf);
        }
    }
}
