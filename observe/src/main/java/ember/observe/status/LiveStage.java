// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one stage attempt. Guarded by the store's lock.
 *
 * <p>Keeps the few facts that are asked for, not the {@link StageInfo}: that one describes every RDD of the stage, and a thousand
 * stages of an iterative program would fill the heap. {@link DetailedStage} keeps the rest, for those who show it.
 */
class LiveStage {
    private final int stageId;
    private final int attempt;
    private final String name;
    private final int numTasks;
    private long submissionTimeMillis;
    /** The attempt before; null: there is none. */
    @Nullable
    LiveStage previous;
    /** Jobs that have not ended and have this stage: while there are any it is not forgotten. */
    int runningJobs;

    boolean submitted;
    boolean active;
    int activeTasks;
    int completedTasks;
    int failedTasks;

    /** A stage that waits. */
    LiveStage(StageInfo info) {
        this.stageId = info.stageId();
        this.attempt = info.attempt();
        this.name = info.name();
        this.submissionTimeMillis = info.submissionTimeMillis();
        this.numTasks = info.numTasks();
    }

    final int stageId() {
        return stageId;
    }

    final int attempt() {
        return attempt;
    }

    final int numTasks() {
        return numTasks;
    }

    void addJob(LiveJob job) {
        runningJobs++;
    }

    /** A job ended that has it; without having been submitted, nobody needs it any more. */
    void jobEnded(LiveJob job) {
        runningJobs--;
    }

    /** @param before what was known of the stage until now */
    void submitted(StageInfo info, Map<String, String> properties, @Nullable LiveStage before) {
        submitted = true;
        active = true;
        submissionTimeMillis = info.submissionTimeMillis();
        if (before != null) {
            runningJobs = before.runningJobs;
            previous = before.submitted ? before : null;
        }
    }

    void completed(StageInfo info) {
        active = false;
    }

    void taskStarted(TaskInfo task) {
        activeTasks++;
    }

    void gettingResult(TaskInfo task) {}

    void taskEnded(EngineEvent.TaskEnded event) {
        activeTasks--;
        if (event.end() instanceof TaskEnd.Succeeded) {
            completedTasks++;
        } else if (!wasKilled(event)) {
            failedTasks++;
        }
    }

    static boolean wasKilled(EngineEvent.TaskEnded event) {
        return event.task().killed() || event.end() instanceof TaskEnd.CommitDenied;
    }

    /** A task had succeeded and was counted; what it made is lost, so it counts as failed after all. */
    void resubmitted() {
        completedTasks--;
        failedTasks++;
    }

    final StageStatus stageStatus() {
        return new StageStatus(
                stageId,
                attempt,
                name,
                submissionTimeMillis,
                numTasks,
                active,
                activeTasks,
                completedTasks,
                failedTasks);
    }
}
