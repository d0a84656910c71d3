// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.JobOutcome;
import ember.model.JobTags;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jobs, stages and executors as of the last event.
 *
 * <p>Told of events on the engine's threads, asked by any: every method holds the one lock for a moment. What runs is never
 * forgotten; of what has ended, only as much as the limits allow.
 */
public final class StatusStore implements EngineEvent.Handler {
    /** Spark's default of {@code spark.ui.retainedJobs} and of {@code spark.ui.retainedStages}. */
    public static final int DEFAULT_RETAINED = 1000;

    private final int retainedJobs;
    private final int retainedStages;

    private final Map<Integer, JobStatus> jobs = new LinkedHashMap<>();
    private final Map<Integer, LiveStage> stages = new LinkedHashMap<>();
    private final Map<String, LiveExecutor> executors = new LinkedHashMap<>();
    private final Map<Long, CountedTask> runningTasks = new HashMap<>();

    /**
     * Where the start of a task was counted, and so where its end must be: by then the stage may have a newer attempt and the
     * executor a successor of the same name.
     */
    private record CountedTask(
            @Nullable LiveStage stage, @Nullable LiveExecutor executor) {}

    public StatusStore() {
        this(DEFAULT_RETAINED, DEFAULT_RETAINED);
    }

    /**
     * @param retainedJobs jobs to remember, at least 1: {@code spark.ui.retainedJobs}
     * @param retainedStages stages to remember, at least 1: {@code spark.ui.retainedStages}
     */
    public StatusStore(int retainedJobs, int retainedStages) {
        if (retainedJobs < 1 || retainedStages < 1) {
            throw new IllegalArgumentException(
                    "at least 1 job and 1 stage must be retained, not " + retainedJobs + " and " + retainedStages);
        }
        this.retainedJobs = retainedJobs;
        this.retainedStages = retainedStages;
    }

    /** Null: never heard of, or forgotten. */
    public synchronized @Nullable JobStatus job(int jobId) {
        return jobs.get(jobId);
    }

    /** Null: never heard of, or forgotten. */
    public synchronized @Nullable StageStatus stage(int stageId) {
        LiveStage stage = stages.get(stageId);
        return stage == null ? null : stage.status();
    }

    /** Jobs that have not ended, in the order of their start. */
    public synchronized List<JobStatus> activeJobs() {
        List<JobStatus> found = new ArrayList<>();
        for (JobStatus job : jobs.values()) {
            if (job.state() == JobStatus.State.RUNNING) {
                found.add(job);
            }
        }
        return found;
    }

    /** Remembered jobs of a group, running or not, in the order of their start; null: those without a group. */
    public synchronized List<JobStatus> jobsOfGroup(@Nullable String group) {
        List<JobStatus> found = new ArrayList<>();
        for (JobStatus job : jobs.values()) {
            if (Objects.equals(job.tags().group(), group)) {
                found.add(job);
            }
        }
        return found;
    }

    /** Remembered jobs with a tag, running or not, in the order of their start. */
    public synchronized List<JobStatus> jobsWithTag(String tag) {
        List<JobStatus> found = new ArrayList<>();
        for (JobStatus job : jobs.values()) {
            if (job.tags().tags().contains(tag)) {
                found.add(job);
            }
        }
        return found;
    }

    /** Stages whose latest attempt was submitted and has not ended, in the order in which their jobs brought them. */
    public synchronized List<StageStatus> activeStages() {
        List<StageStatus> found = new ArrayList<>();
        for (LiveStage stage : stages.values()) {
            if (stage.active) {
                found.add(stage.status());
            }
        }
        return found;
    }

    /** Executors that are alive, in the order in which they came. */
    public synchronized List<ExecutorStatus> executors() {
        List<ExecutorStatus> found = new ArrayList<>(executors.size());
        for (LiveExecutor executor : executors.values()) {
            found.add(executor.status());
        }
        return found;
    }

    /** Whether this task attempt was started and has not ended. */
    public synchronized boolean isRunning(long taskId) {
        return runningTasks.containsKey(taskId);
    }

    @Override
    public synchronized void jobStarted(EngineEvent.JobStarted event) {
        List<Integer> stageIds = new ArrayList<>(event.stages().size());
        for (StageInfo info : event.stages()) {
            stageIds.add(info.stageId());
            LiveStage stage = stages.get(info.stageId());
            if (stage == null) {
                stage = new LiveStage(info);
                stages.put(info.stageId(), stage);
            }
            stage.runningJobs++;
        }
        jobs.put(
                event.jobId(),
                new JobStatus(
                        event.jobId(),
                        JobStatus.State.RUNNING,
                        stageIds,
                        JobTags.of(event.properties()),
                        event.properties().get(JobStatus.DESCRIPTION_PROPERTY)));
    }

    @Override
    public synchronized void jobEnded(EngineEvent.JobEnded event) {
        JobStatus job = jobs.get(event.jobId());
        if (job == null) {
            return;
        }
        boolean succeeded = event.outcome() instanceof JobOutcome.Succeeded;
        jobs.put(event.jobId(), job.ended(succeeded ? JobStatus.State.SUCCEEDED : JobStatus.State.FAILED));
        for (Integer stageId : job.stageIds()) {
            LiveStage stage = stages.get(stageId);
            if (stage != null) {
                stage.runningJobs--;
            }
        }
        forgetJobs();
        forgetStages(true);
        forgetStages(false);
    }

    private void forgetJobs() {
        int excess = excess(jobs.size(), retainedJobs);
        Iterator<JobStatus> oldestFirst = jobs.values().iterator();
        while (excess > 0 && oldestFirst.hasNext()) {
            if (oldestFirst.next().state() != JobStatus.State.RUNNING) {
                oldestFirst.remove();
                excess--;
            }
        }
    }

    private void forgetStages(boolean onlySkipped) {
        int excess = excess(stages.size(), retainedStages);
        Iterator<LiveStage> oldestFirst = stages.values().iterator();
        while (excess > 0 && oldestFirst.hasNext()) {
            LiveStage stage = oldestFirst.next();
            if (stage.runningJobs == 0 && !stage.active && !(onlySkipped && stage.submitted)) {
                oldestFirst.remove();
                excess--;
            }
        }
    }

    /** A tenth of the limit at a time: else every job end would walk over all that is remembered to forget one. */
    private static int excess(int size, int limit) {
        return size <= limit ? 0 : Math.max(size - limit, limit / 10);
    }

    @Override
    public synchronized void stageSubmitted(EngineEvent.StageSubmitted event) {
        LiveStage stage = new LiveStage(event.stage());
        stage.submitted = true;
        stage.active = true;
        LiveStage before = stages.put(stage.stageId(), stage);
        if (before != null) {
            stage.runningJobs = before.runningJobs;
        }
    }

    @Override
    public synchronized void stageCompleted(EngineEvent.StageCompleted event) {
        LiveStage stage = stageOf(event.stage().stageId(), event.stage().attempt());
        if (stage != null) {
            stage.active = false;
        }
    }

    @Override
    public synchronized void taskStarted(EngineEvent.TaskStarted event) {
        TaskAttempt attempt = event.task().attempt();
        CountedTask task =
                new CountedTask(stageOf(attempt.stageId(), attempt.stageAttempt()), executors.get(attempt.executor()));
        if (task.stage() != null) {
            task.stage().activeTasks++;
        }
        if (task.executor() != null) {
            task.executor().runningTasks++;
        }
        runningTasks.put(attempt.taskId(), task);
    }

    @Override
    public synchronized void taskEnded(EngineEvent.TaskEnded event) {
        TaskAttempt attempt = event.task().attempt();
        if (event.end() instanceof TaskEnd.Resubmitted) {
            // It had succeeded and was counted; what it made is lost, so it counts as failed after all.
            LiveStage stage = stageOf(attempt.stageId(), attempt.stageAttempt());
            if (stage != null) {
                stage.completedTasks--;
                stage.failedTasks++;
            }
            return;
        }
        CountedTask task = runningTasks.remove(attempt.taskId());
        if (task == null) {
            return;
        }
        if (task.executor() != null) {
            task.executor().runningTasks--;
        }
        if (task.stage() != null) {
            task.stage().activeTasks--;
            if (event.end() instanceof TaskEnd.Succeeded) {
                task.stage().completedTasks++;
            } else if (!event.task().killed()) {
                task.stage().failedTasks++;
            }
        }
    }

    private @Nullable LiveStage stageOf(int stageId, int attempt) {
        LiveStage stage = stages.get(stageId);
        return stage != null && stage.attempt() == attempt ? stage : null;
    }

    @Override
    public synchronized void executorAdded(EngineEvent.ExecutorAdded event) {
        executors.put(event.executor(), new LiveExecutor(event));
    }

    @Override
    public synchronized void executorRemoved(EngineEvent.ExecutorRemoved event) {
        executors.remove(event.executor());
    }

    @Override
    public synchronized void blockUpdated(EngineEvent.BlockUpdated event) {
        LiveExecutor executor = executors.get(event.executor());
        if (executor != null) {
            executor.blockUpdated(event);
        }
    }

    @Override
    public synchronized void rddUnpersisted(EngineEvent.RddUnpersisted event) {
        for (LiveExecutor executor : executors.values()) {
            executor.dropBlocksOfRdd(event.rddId());
        }
    }
}
