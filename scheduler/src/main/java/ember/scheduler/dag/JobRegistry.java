// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The active jobs, their stages, and the groups whose future jobs are refused. */
final class JobRegistry {
    private static final Comparator<Stage> BY_ID = Comparator.comparingInt(Stage::id);

    private final int cancelledGroupsRemembered;
    private final Map<Integer, ActiveJob> jobIdToActiveJob = new TreeMap<>();
    /** The stages themselves: a job may have 100,000, and each id would have to be boxed and looked up again. */
    private final Map<Integer, List<Stage>> jobIdToStages = new TreeMap<>();
    /** Ordered by when they were cancelled; the value means nothing. */
    private final Map<String, Boolean> cancelledGroups = new LinkedHashMap<>();

    JobRegistry(int cancelledGroupsRemembered) {
        this.cancelledGroupsRemembered = cancelledGroupsRemembered;
    }

    void add(ActiveJob job) {
        if (jobIdToActiveJob.putIfAbsent(job.jobId(), job) != null) {
            throw new IllegalStateException("job " + job.jobId() + " was submitted twice");
        }
    }

    /** Forgets a job. */
    void remove(int jobId) {
        jobIdToActiveJob.remove(jobId);
        jobIdToStages.remove(jobId);
    }

    /** Links a stage with a job that uses it. False: it was linked already. */
    boolean link(int jobId, Stage stage) {
        if (!stage.jobIds().add(jobId)) {
            return false;
        }
        jobIdToStages.computeIfAbsent(jobId, id -> new ArrayList<>()).add(stage);
        return true;
    }

    @Nullable
    ActiveJob get(int jobId) {
        return jobIdToActiveJob.get(jobId);
    }

    Collection<ActiveJob> activeJobs() {
        return jobIdToActiveJob.values();
    }

    /** The stages a job uses, by id. They are linked in that order but for shared ones: to sort costs little more than a look. */
    List<Stage> stages(int jobId) {
        List<Stage> stages = jobIdToStages.get(jobId);
        if (stages == null) {
            throw new IllegalStateException("job " + jobId + " is not known");
        }
        stages.sort(BY_ID);
        return stages;
    }

    /** The job for which a stage runs: of those that use it the one with the smallest id. Null: none is active. */
    @Nullable
    ActiveJob activeJobForStage(Stage stage) {
        for (int jobId : stage.jobIds()) {
            ActiveJob job = jobIdToActiveJob.get(jobId);
            if (job != null) {
                return job;
            }
        }
        return null;
    }

    /** Active jobs that fulfil a condition, by id. */
    List<ActiveJob> find(Predicate<ActiveJob> condition) {
        List<ActiveJob> found = new ArrayList<>();
        for (ActiveJob job : jobIdToActiveJob.values()) {
            if (condition.test(job)) {
                found.add(job);
            }
        }
        return found;
    }

    /** From now on jobs of this group are refused; only so many groups are remembered. */
    void refuseGroup(String group) {
        cancelledGroups.remove(group);
        cancelledGroups.put(group, true);
        if (cancelledGroups.size() > cancelledGroupsRemembered) {
            cancelledGroups.remove(cancelledGroups.keySet().iterator().next());
        }
    }

    boolean isRefused(@Nullable String group) {
        return group != null && cancelledGroups.containsKey(group);
    }

    boolean isEmpty() {
        return jobIdToActiveJob.isEmpty() && jobIdToStages.isEmpty();
    }
}
