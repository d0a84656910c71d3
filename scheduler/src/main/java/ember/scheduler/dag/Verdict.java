// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.TaskEnd;
import org.jspecify.annotations.Nullable;

/** What the end of a task means for its stage and jobs. */
sealed interface Verdict {
    void applyBy(Handler handler);

    /** One method for each meaning. */
    interface Handler {
        void ignore(Ignore verdict);

        void mapOutputMade(MapOutputMade verdict);

        void resultMade(ResultMade verdict);

        void inputLost(InputLost verdict);
    }

    /** It changes nothing for stage and jobs. The reason goes to the log; null: it goes without saying. */
    record Ignore(@Nullable String reason) implements Verdict {
        /** Trying a task again is not a stage's business. */
        static final Ignore SILENTLY = new Ignore(null);

        @Override
        public void applyBy(Handler handler) {
            handler.ignore(this);
        }
    }

    /** A map output is there. */
    record MapOutputMade(ShuffleMapStage stage, MapOutput output) implements Verdict {
        @Override
        public void applyBy(Handler handler) {
            handler.mapOutputMade(this);
        }
    }

    /** An output that the job still wants is there. */
    record ResultMade(
            ResultStage stage,
            ActiveJob job,
            int outputId,
            @Nullable Object value) implements Verdict {
        @Override
        public void applyBy(Handler handler) {
            handler.resultMade(this);
        }
    }

    /** The latest attempt of a stage could not read an input; {@code task} is the reader as logs name it. */
    record InputLost(Stage stage, int stageAttempt, String task, TaskEnd.FetchFailed end) implements Verdict {
        @Override
        public void applyBy(Handler handler) {
            handler.inputLost(this);
        }
    }
}
