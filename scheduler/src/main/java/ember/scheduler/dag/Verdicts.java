// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import org.jspecify.annotations.Nullable;

/** What the end of a task may mean for its stage and jobs: {@link CompletionPolicy} calls one of these for each end. */
interface Verdicts {
    /** It changes nothing for stage and jobs. The reason goes to the log; null: it goes without saying. */
    void ignore(@Nullable String reason);

    /** A map output is there. */
    void mapOutputMade(ShuffleMapStage stage, MapOutput output);

    /** An output that the job still wants is there. */
    void resultMade(ResultStage stage, ActiveJob job, int outputId, @Nullable Object value);

    /** A task made a result from inputs that were taken back meanwhile, and may have written it out already. */
    void resultFromOldInputs(ResultStage stage);

    /** A task of the latest attempt of a stage could not read an input. */
    void inputLost(Stage stage, TaskAttempt reader, TaskEnd.FetchFailed end);

    /** A task of an earlier attempt could not read an input. */
    void inputLostLate(Stage stage, TaskAttempt reader, TaskEnd.FetchFailed end);

    /** A task of the latest attempt of a barrier stage failed, and with it all others. */
    void barrierTaskFailed(Stage stage, TaskAttempt attempt, TaskEnd end);
}
