// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The active jobs, their stages, and the groups whose future jobs are refused. */
final class JobRegistry {
    private final int cancelledGroupsRemembered;
    private final Map<Integer, ActiveJob> jobIdToActiveJob = new TreeMap<>();
    private final Map<Integer, NavigableSet<Integer>> jobIdToStageIds = new TreeMap<>();
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

    /** Forgets a job. @return the ids of the stages it used, rising */
    NavigableSet<Integer> remove(int jobId) {
        jobIdToActiveJob.remove(jobId);
        NavigableSet<Integer> stageIds = jobIdToStageIds.remove(jobId);
        return stageIds == null ? new TreeSet<>() : stageIds;
    }

    /** Links a stage with a job that uses it. False: it was linked already. */
    boolean link(int jobId, Stage stage) {
        jobIdToStageIds.computeIfAbsent(jobId, id -> new TreeSet<>()).add(stage.id());
        return stage.jobIds().add(jobId);
    }

    @Nullable
    ActiveJob get(int jobId) {
        return jobIdToActiveJob.get(jobId);
    }

    Collection<ActiveJob> activeJobs() {
        return jobIdToActiveJob.values();
    }

    Map<Integer, NavigableSet<Integer>> jobIdToStageIds() {
        return jobIdToStageIds;
    }

    /** Ids of the stages a job uses, rising. */
    NavigableSet<Integer> stageIds(int jobId) {
        NavigableSet<Integer> ids = jobIdToStageIds.get(jobId);
        if (ids == null) {
            throw new IllegalStateException("job " + jobId + " is not known");
        }
        return ids;
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
        return jobIdToActiveJob.isEmpty() && jobIdToStageIds.isEmpty();
    }
}
