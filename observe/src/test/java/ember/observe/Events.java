// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe;

import ember.model.JobOutcome;
import ember.model.StorageLevel;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.event.EngineEvent;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.status.StatusStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a watcher what an engine would, in few words. */
public final class Events {
    /** When everything happens here. */
    public static final long NOW_MILLIS = 1_000_000;

    public static final TaskEnd SUCCEEDED = TaskEnd.Succeeded.WITHOUT_PAYLOAD;
    public static final TaskEnd KILLED = new TaskEnd.Killed("another attempt succeeded", null, null);
    public static final TaskEnd THREW = new TaskEnd.Threw(
            "java.lang.IllegalStateException", "no", "trace", null, TaskEnd.Retry.ALLOWED, null, null);
    public static final TaskEnd RESUBMITTED = new TaskEnd.Resubmitted();

    private final EngineEvent.Handler watcher;

    public Events(EngineEvent.Handler watcher) {
        this.watcher = watcher;
    }

    public static Events to(StatusStore store) {
        return new Events(store);
    }

    public static StageInfo stage(int stageId, int attempt, int numTasks) {
        return stage(stageId, attempt, numTasks, null);
    }

    public static StageInfo stage(int stageId, int attempt, int numTasks, @Nullable StageCause cause) {
        String name = "count at Program.java:" + stageId;
        return new StageInfo(
                stageId, attempt, name, "", numTasks, List.of(), List.of(), -1, 0, -1, -1, null, null, List.of(),
                cause);
    }

    public Events jobStarted(int jobId, Map<String, String> properties, int... stageIds) {
        List<StageInfo> stages = new ArrayList<>();
        for (int stageId : stageIds) {
            stages.add(stage(stageId, 0, 4));
        }
        return tell(new EngineEvent.JobStarted(jobId, NOW_MILLIS, stages, properties));
    }

    public Events jobStarted(int jobId, int... stageIds) {
        return jobStarted(jobId, Map.of(), stageIds);
    }

    public Events jobEnded(int jobId, JobOutcome outcome) {
        return tell(new EngineEvent.JobEnded(jobId, NOW_MILLIS, outcome));
    }

    public Events jobSucceeded(int jobId) {
        return jobEnded(jobId, JobOutcome.SUCCEEDED);
    }

    /** Of 4 tasks. */
    public Events stageSubmitted(int stageId, int attempt) {
        return stageSubmitted(stageId, attempt, 4);
    }

    public Events stageSubmitted(int stageId, int attempt, int numTasks) {
        return tell(
                new EngineEvent.StageSubmitted(stage(stageId, attempt, numTasks).submitted(NOW_MILLIS), Map.of()));
    }

    public Events stageCompleted(int stageId, int attempt) {
        StageInfo stage = stage(stageId, attempt, 4).submitted(NOW_MILLIS);
        return tell(new EngineEvent.StageCompleted(stage.completed(NOW_MILLIS, null, null)));
    }

    public Events taskStarted(long taskId, int stageId, int attempt) {
        return taskStarted(taskId, stageId, attempt, TaskCause.First.INSTANCE);
    }

    public Events taskStarted(long taskId, int stageId, int attempt, TaskCause cause) {
        return tell(new EngineEvent.TaskStarted(task(taskId, stageId, attempt, null, cause)));
    }

    public Events taskEnded(long taskId, int stageId, int attempt, TaskEnd end) {
        return tell(new EngineEvent.TaskEnded(
                TaskKind.RESULT_TASK, end, task(taskId, stageId, attempt, end, TaskCause.First.INSTANCE), null));
    }

    private static TaskInfo task(long taskId, int stageId, int stageAttempt, @Nullable TaskEnd end, TaskCause cause) {
        boolean killed = end instanceof TaskEnd.Killed;
        boolean failed = end != null && !killed && !(end instanceof TaskEnd.Succeeded);
        int partition = (int) taskId;
        TaskAttempt attempt = new TaskAttempt(
                taskId,
                stageId,
                stageAttempt,
                partition,
                partition,
                partition,
                0,
                "1",
                "host",
                TaskLocality.ANY,
                false);
        return new TaskInfo(attempt, NOW_MILLIS, 0, end == null ? 0 : NOW_MILLIS, failed, killed, List.of(), cause);
    }

    public Events executorAdded(String executor) {
        return tell(new EngineEvent.ExecutorAdded(executor, "host", 2, NOW_MILLIS));
    }

    public Events executorRemoved(String executor) {
        return tell(new EngineEvent.ExecutorRemoved(executor, "lost", NOW_MILLIS));
    }

    public Events blockUpdated(String executor, String blockName, StorageLevel level, long memoryBytes) {
        return tell(new EngineEvent.BlockUpdated(executor, "host", blockName, level, memoryBytes, 0));
    }

    public Events tell(EngineEvent event) {
        event.deliverTo(watcher);
        return this;
    }
}
