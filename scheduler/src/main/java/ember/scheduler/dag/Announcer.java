// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.BlockId;
import ember.model.JobOutcome;
import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.Outbox;
import ember.scheduler.task.RunningTask;
import java.util.List;
import java.util.Map;

/** Builds what listeners are told, stamped with the time of the fact that is being applied. */
public final class Announcer {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Outbox outbox;
    private final long originMillis;
    private long nowMillis;

    /** @param originMillis milliseconds since the epoch at 0 ns of the engine's clock */
    public Announcer(Outbox outbox, long originMillis) {
        this.outbox = outbox;
        this.originMillis = originMillis;
        this.nowMillis = originMillis;
    }

    /** Everything announced from now on happened at this time. */
    public void setTime(long nowNanos) {
        nowMillis = originMillis + nowNanos / NANOS_PER_MILLI;
    }

    /** Milliseconds since the epoch. */
    public long nowMillis() {
        return nowMillis;
    }

    /** When that moment is on the engine's clock. */
    public long nanosAt(long millis) {
        return (millis - originMillis) * NANOS_PER_MILLI;
    }

    void jobStarted(ActiveJob job, List<StageInfo> stages) {
        announce(new EngineEvent.JobStarted(job.jobId(), nowMillis, stages, job.properties()));
    }

    void jobEnded(int jobId, JobOutcome outcome) {
        announce(new EngineEvent.JobEnded(jobId, nowMillis, outcome));
    }

    void stageSubmitted(Stage stage, Map<String, String> properties) {
        announce(new EngineEvent.StageSubmitted(stage.latestInfo(), properties));
    }

    void stageCompleted(Stage stage) {
        announce(new EngineEvent.StageCompleted(stage.latestInfo()));
    }

    void taskEnded(RunningTask task) {
        if (!outbox.announcesTasks()) {
            return;
        }
        TaskEnd end = task.end();
        TaskEnd told = end instanceof TaskEnd.Succeeded ? TaskEnd.Succeeded.WITHOUT_PAYLOAD : end;
        announce(new EngineEvent.TaskEnded(task.taskSet().kind(), told, task.info(), end.metrics()));
    }

    /** A map task's output went with its executor. */
    void taskResubmitted(RunningTask task) {
        if (outbox.announcesTasks()) {
            announce(new EngineEvent.TaskEnded(task.taskSet().kind(), new TaskEnd.Resubmitted(), task.info(), null));
        }
    }

    public void executorAdded(String executor, String host, int cores) {
        announce(new EngineEvent.ExecutorAdded(executor, host, cores, nowMillis));
    }

    public void executorRemoved(String executor, String reason) {
        announce(new EngineEvent.ExecutorRemoved(executor, reason, nowMillis));
    }

    void blockUpdated(
            String executor, String host, BlockId block, StorageLevel level, long memoryBytes, long diskBytes) {
        announce(new EngineEvent.BlockUpdated(executor, host, block.name(), level, memoryBytes, diskBytes));
    }

    void rddUnpersisted(int rddId) {
        announce(new EngineEvent.RddUnpersisted(rddId));
    }

    private void announce(EngineEvent event) {
        outbox.add(new Effect.Announce(event));
    }
}
