// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.JobOutcome;
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
 * Jobs, stages and executors as of the last event: the little that every context needs. {@link ApplicationStore} is the same with
 * everything that is shown.
 *
 * <p>Told of events on the engine's threads, asked by any: every method holds the one lock for a moment. What runs is never
 * forgotten; of what has ended, only as much as the limits allow.
 */
public class StatusStore implements EngineEvent.Handler {
    private final StatusLimits limits;

    final Map<Integer, LiveJob> jobs = new LinkedHashMap<>();
    /** The latest attempt of each. */
    final Map<Integer, LiveStage> stages = new LinkedHashMap<>();

    final Map<String, LiveExecutor> executors = new LinkedHashMap<>();
    int forgottenJobs;
    int forgottenStages;
    private final Map<Long, CountedTask> runningTasks = new HashMap<>();

    /**
     * Where the start of a task was counted, and so where its end must be: by then the stage may have a newer attempt and the
     * executor a successor of the same name.
     */
    private record CountedTask(
            @Nullable LiveStage stage, @Nullable LiveExecutor executor) {}

    public StatusStore() {
        this(StatusLimits.DEFAULT);
    }

    public StatusStore(StatusLimits limits) {
        this.limits = limits;
    }

    final StatusLimits limits() {
        return limits;
    }

    @Override
    public boolean readsFigures() {
        return false;
    }

    /** What is to be known of a job. */
    LiveJob newJob(EngineEvent.JobStarted event) {
        return new LiveJob(event);
    }

    /** What is to be known of a stage attempt. */
    LiveStage newStage(StageInfo info) {
        return new LiveStage(info);
    }

    /** What is to be known of an executor. */
    LiveExecutor newExecutor(EngineEvent.ExecutorAdded event) {
        return new LiveExecutor(event);
    }

    /** Null: never heard of, or forgotten. */
    public final synchronized @Nullable JobStatus job(int jobId) {
        LiveJob job = jobs.get(jobId);
        return job == null ? null : job.status();
    }

    /** Null: never heard of, or forgotten. */
    public final synchronized @Nullable StageStatus stage(int stageId) {
        LiveStage stage = stages.get(stageId);
        return stage == null ? null : stage.stageStatus();
    }

    /** Jobs that have not ended, in the order of their start. */
    public final synchronized List<JobStatus> activeJobs() {
        List<JobStatus> found = new ArrayList<>();
        for (LiveJob job : jobs.values()) {
            if (job.isRunning()) {
                found.add(job.status());
            }
        }
        return found;
    }

    /** Remembered jobs of a group, running or not, in the order of their start; null: those without a group. */
    public final synchronized List<JobStatus> jobsOfGroup(@Nullable String group) {
        List<JobStatus> found = new ArrayList<>();
        for (LiveJob job : jobs.values()) {
            if (Objects.equals(job.status().tags().group(), group)) {
                found.add(job.status());
            }
        }
        return found;
    }

    /** Remembered jobs with a tag, running or not, in the order of their start. */
    public final synchronized List<JobStatus> jobsWithTag(String tag) {
        List<JobStatus> found = new ArrayList<>();
        for (LiveJob job : jobs.values()) {
            if (job.status().tags().tags().contains(tag)) {
                found.add(job.status());
            }
        }
        return found;
    }

    /** Stages whose latest attempt was submitted and has not ended, in the order in which their jobs brought them. */
    public final synchronized List<StageStatus> activeStages() {
        List<StageStatus> found = new ArrayList<>();
        for (LiveStage stage : stages.values()) {
            if (stage.active) {
                found.add(stage.stageStatus());
            }
        }
        return found;
    }

    /** Executors that are alive, in the order in which they came. */
    public final synchronized List<ExecutorStatus> executors() {
        List<ExecutorStatus> found = new ArrayList<>(executors.size());
        for (LiveExecutor executor : executors.values()) {
            found.add(executor.status());
        }
        return found;
    }

    /** Whether this task attempt was started and has not ended. */
    public final synchronized boolean isRunning(long taskId) {
        return runningTasks.containsKey(taskId);
    }

    @Override
    public synchronized void jobStarted(EngineEvent.JobStarted event) {
        LiveJob job = newJob(event);
        jobs.put(event.jobId(), job);
        for (StageInfo info : event.stages()) {
            LiveStage stage = stages.get(info.stageId());
            if (stage == null) {
                stage = newStage(info);
                stages.put(info.stageId(), stage);
            }
            stage.addJob(job);
        }
    }

    @Override
    public synchronized void jobEnded(EngineEvent.JobEnded event) {
        LiveJob job = jobs.get(event.jobId());
        if (job == null) {
            return;
        }
        for (Integer stageId : job.status().stageIds()) {
            LiveStage stage = stages.get(stageId);
            if (stage != null) {
                stage.jobEnded(job);
            }
        }
        boolean succeeded = event.outcome() instanceof JobOutcome.Succeeded;
        job.ended(succeeded ? JobStatus.State.SUCCEEDED : JobStatus.State.FAILED, event.timeMillis());
        forgetJobs();
        forgetStages(true);
        forgetStages(false);
    }

    private void forgetJobs() {
        int excess = StatusLimits.excess(jobs.size(), limits.jobs());
        Iterator<LiveJob> oldestFirst = jobs.values().iterator();
        while (excess > 0 && oldestFirst.hasNext()) {
            if (!oldestFirst.next().isRunning()) {
                oldestFirst.remove();
                forgottenJobs++;
                excess--;
            }
        }
    }

    private void forgetStages(boolean onlySkipped) {
        int excess = StatusLimits.excess(stages.size(), limits.stages());
        Iterator<LiveStage> oldestFirst = stages.values().iterator();
        while (excess > 0 && oldestFirst.hasNext()) {
            LiveStage stage = oldestFirst.next();
            if (stage.runningJobs == 0 && !stage.active && !(onlySkipped && stage.submitted)) {
                oldestFirst.remove();
                forgottenStages++;
                excess--;
            }
        }
    }

    @Override
    public synchronized void stageSubmitted(EngineEvent.StageSubmitted event) {
        LiveStage stage = newStage(event.stage());
        LiveStage before = stages.put(stage.stageId(), stage);
        stage.submitted(event.stage(), event.properties(), before);
    }

    @Override
    public synchronized void stageCompleted(EngineEvent.StageCompleted event) {
        LiveStage stage = stageOf(event.stage().stageId(), event.stage().attempt());
        if (stage != null) {
            stage.completed(event.stage());
        }
    }

    @Override
    public synchronized void taskStarted(EngineEvent.TaskStarted event) {
        TaskAttempt attempt = event.task().attempt();
        CountedTask task =
                new CountedTask(stageOf(attempt.stageId(), attempt.stageAttempt()), executors.get(attempt.executor()));
        if (task.stage() != null) {
            task.stage().taskStarted(event.task());
        }
        if (task.executor() != null) {
            task.executor().taskStarted();
        }
        runningTasks.put(attempt.taskId(), task);
    }

    @Override
    public synchronized void taskGettingResult(EngineEvent.TaskGettingResult event) {
        LiveStage stage = stageOfRunning(event.task().attempt().taskId());
        if (stage != null) {
            stage.gettingResult(event.task());
        }
    }

    @Override
    public synchronized void taskEnded(EngineEvent.TaskEnded event) {
        TaskAttempt attempt = event.task().attempt();
        if (event.end() instanceof TaskEnd.Resubmitted) {
            LiveStage stage = stageOf(attempt.stageId(), attempt.stageAttempt());
            if (stage != null) {
                stage.resubmitted();
            }
            return;
        }
        CountedTask task = runningTasks.remove(attempt.taskId());
        if (task == null) {
            return;
        }
        if (task.executor() != null) {
            task.executor().taskEnded(event);
        }
        if (task.stage() != null) {
            task.stage().taskEnded(event);
        }
    }

    /** Where a task was counted that runs; null: it does not, or its stage is not known. */
    final @Nullable LiveStage stageOfRunning(long taskId) {
        CountedTask task = runningTasks.get(taskId);
        return task == null ? null : task.stage();
    }

    /** Null: never heard of, or forgotten. */
    final @Nullable LiveStage stageOf(int stageId, int attempt) {
        LiveStage stage = stages.get(stageId);
        while (stage != null && stage.attempt() != attempt) {
            stage = stage.previous;
        }
        return stage;
    }

    @Override
    public synchronized void executorAdded(EngineEvent.ExecutorAdded event) {
        executors.put(event.executor(), newExecutor(event));
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
