// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import ember.model.event.StageInfo;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A stage attempt, from its submission to its completion. */
@Name("ember.Stage")
@Label("Stage")
@Description("A stage attempt, from its submission to its completion")
@Category("Ember")
@StackTrace(false)
@Threshold("0 ns")
public final class StageEvent extends Event {
    final int stageId;

    final int stageAttempt;

    final String name;

    final int tasks;

    final String cause;

    @Nullable
    String failure;

    private StageEvent(StageInfo stage) {
        this.stageId = stage.stageId();
        this.stageAttempt = stage.attempt();
        this.name = stage.name();
        this.tasks = stage.numTasks();
        this.cause = stage.cause() == null ? "" : stage.cause().sentence();
    }

    static StageEvent started(StageInfo stage) {
        StageEvent event = new StageEvent(stage);
        event.begin();
        return event;
    }

    /** The stage attempt is over. */
    public void ended(StageInfo stage) {
        end();
        if (shouldCommit()) {
            failure = stage.failureReason();
            commit();
        }
    }
}
