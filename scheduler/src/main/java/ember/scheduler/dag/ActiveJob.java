// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.JobTags;
import ember.scheduler.plan.JobPlan;
import java.util.Map;

/** A job that runs: its final stage, and which outputs were delivered. */
final class ActiveJob {
    private final JobPlan plan;
    private final Stage finalStage;
    private final JobTags tags;
    private final boolean[] finished;
    private int numFinished;

    ActiveJob(JobPlan plan, Stage finalStage, JobTags tags) {
        this.plan = plan;
        this.finalStage = finalStage;
        this.tags = tags;
        this.finished = new boolean[finalStage.numTasks()];
    }

    int jobId() {
        return plan.jobId();
    }

    Stage finalStage() {
        return finalStage;
    }

    String callSite() {
        return plan.callSite().shortForm();
    }

    JobTags tags() {
        return tags;
    }

    Map<String, String> properties() {
        return plan.properties();
    }

    /** Number of outputs: of requested partitions, or of all partitions of a map stage. */
    int numPartitions() {
        return finished.length;
    }

    int numFinished() {
        return numFinished;
    }

    /** Whether an output was delivered. */
    boolean isFinished(int outputId) {
        return finished[outputId];
    }

    /** An output is delivered. True: it was the last one. */
    boolean finish(int outputId) {
        if (finished[outputId]) {
            throw new IllegalStateException("output " + outputId + " of job " + jobId() + " was delivered twice");
        }
        finished[outputId] = true;
        return ++numFinished == finished.length;
    }
}
