// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.console;

import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.observe.status.StageStatus;
import ember.observe.status.StatusStore;
import java.io.PrintStream;

/**
 * Tells how jobs stand where there is no terminal, in a file of a build server say: a line for each stage that has lasted when it ends,
 * and one now and then while it runs. Must be told of events after the store it reads. Has no thread: it speaks when a task ends.
 */
public final class PlainProgress implements EngineEvent.Handler {
    /** Shorter stages are not worth a line. */
    private static final long LEAST_MILLIS = 500;

    private final StatusStore status;
    private final PrintStream out;
    private final long intervalMillis;
    private long spokeMillis;

    /** @param intervalMillis time between two lines of stages that run */
    public PlainProgress(StatusStore status, PrintStream out, long intervalMillis) {
        this.status = status;
        this.out = out;
        this.intervalMillis = intervalMillis;
    }

    @Override
    public boolean readsFigures() {
        return false;
    }

    @Override
    public synchronized void jobStarted(EngineEvent.JobStarted event) {
        spokeMillis = Math.max(spokeMillis, event.timeMillis());
    }

    @Override
    public synchronized void taskEnded(EngineEvent.TaskEnded event) {
        long nowMillis = event.task().finishTimeMillis();
        if (nowMillis - spokeMillis < intervalMillis) {
            return;
        }
        spokeMillis = nowMillis;
        for (StageStatus stage : status.activeStages()) {
            out.println("Stage " + stage.stageId() + " " + StageLine.cut(stage.name(), Integer.MAX_VALUE) + ": "
                    + StageLine.figures(stage, nowMillis));
        }
    }

    @Override
    public synchronized void stageCompleted(EngineEvent.StageCompleted event) {
        StageInfo stage = event.stage();
        long millis = stage.completionTimeMillis() - stage.submissionTimeMillis();
        if (millis < LEAST_MILLIS) {
            return;
        }
        String end = stage.failureReason() == null ? " is done: " : " failed: ";
        out.println("Stage " + stage.stageId() + " " + StageLine.cut(stage.name(), Integer.MAX_VALUE) + end
                + stage.numTasks() + " tasks, " + millis + " ms");
    }
}
