// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import ember.executor.Isolation;
import ember.executor.StageWork;
import ember.model.TaskLocation;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.io.NotSerializableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Makes a stage attempt ready, off the control loop: takes the picture of its functions and asks where its data is. */
public final class StagePreparation {
    private StagePreparation() {}

    /** The answer to a {@code PrepareStage}; never throws. */
    public static SchedulerEvent prepare(Effect.PrepareStage question, Isolation isolation) {
        int stageId = question.stageId();
        int attempt = question.stageAttempt();
        StageWork work = (StageWork) question.work();
        List<List<TaskLocation>> locations;
        try {
            locations = new Locality(question.cached(), question.near()).of(work.rdd(), question.partitions());
        } catch (Throwable e) {
            return new SchedulerEvent.StagePreparationFailed(stageId, attempt, "Task creation failed: " + e, e);
        }
        try {
            work.prepare(isolation);
        } catch (NotSerializableException e) {
            return new SchedulerEvent.StagePreparationFailed(stageId, attempt, "Task not serializable: " + e, e);
        } catch (Exception e) {
            String reason = "Task serialization failed: " + e + "\n" + stackOf(e);
            return new SchedulerEvent.StagePreparationFailed(stageId, attempt, reason, e);
        } catch (Throwable e) {
            // A captured object may be nested too deeply for this thread's stack.
            return new SchedulerEvent.StagePreparationFailed(stageId, attempt, "Task serialization failed: " + e, e);
        }
        return new SchedulerEvent.StagePrepared(stageId, attempt, locations);
    }

    private static String stackOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
