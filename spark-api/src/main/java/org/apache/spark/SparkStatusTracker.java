// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.observe.status.ExecutorStatus;
import ember.observe.status.JobStatus;
import ember.observe.status.StageStatus;
import ember.observe.status.StatusStore;
import java.util.List;
import scala.Option;

/** Tells how far jobs and stages are. What was forgotten, after a thousand others, or never known gives none. */
public class SparkStatusTracker {
    private final StatusStore status;

    SparkStatusTracker(SparkContext context) {
        this.status = context.status();
    }

    /** Jobs of a group, running or not; null: those without a group. */
    public int[] getJobIdsForGroup(String jobGroup) {
        return ids(status.jobsOfGroup(jobGroup));
    }

    /** Jobs with a tag, running or not. */
    public int[] getJobIdsForTag(String jobTag) {
        return ids(status.jobsWithTag(jobTag));
    }

    public int[] getActiveJobIds() {
        return ids(status.activeJobs());
    }

    private static int[] ids(List<JobStatus> jobs) {
        int[] ids = new int[jobs.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = jobs.get(i).jobId();
        }
        return ids;
    }

    public int[] getActiveStageIds() {
        List<StageStatus> active = status.activeStages();
        int[] ids = new int[active.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = active.get(i).stageId();
        }
        return ids;
    }

    public Option<SparkJobInfo> getJobInfo(int jobId) {
        JobStatus job = status.job(jobId);
        if (job == null) {
            return Option.empty();
        }
        int[] stageIds = new int[job.stageIds().size()];
        for (int i = 0; i < stageIds.length; i++) {
            stageIds[i] = job.stageIds().get(i);
        }
        return Option.apply(new SparkJobInfoImpl(
                jobId, stageIds, JobExecutionStatus.fromString(job.state().name())));
    }

    public Option<SparkStageInfo> getStageInfo(int stageId) {
        StageStatus stage = status.stage(stageId);
        if (stage == null) {
            return Option.empty();
        }
        return Option.apply(new SparkStageInfoImpl(
                stageId,
                stage.attempt(),
                Math.max(0, stage.submissionTimeMillis()),
                stage.name(),
                stage.numTasks(),
                stage.activeTasks(),
                stage.completedTasks(),
                stage.failedTasks()));
    }

    /** The executors that are alive, the driver among them. */
    public SparkExecutorInfo[] getExecutorInfos() {
        List<ExecutorStatus> executors = status.executors();
        SparkExecutorInfo[] infos = new SparkExecutorInfo[executors.size()];
        for (int i = 0; i < infos.length; i++) {
            ExecutorStatus executor = executors.get(i);
            // No port is open, nothing is kept off the heap, and what is cached may take the heap.
            infos[i] = new SparkExecutorInfoImpl(
                    executor.host(),
                    0,
                    executor.storedBytes(),
                    executor.runningTasks(),
                    executor.storedBytes(),
                    0,
                    Runtime.getRuntime().maxMemory(),
                    0);
        }
        return infos;
    }
}
