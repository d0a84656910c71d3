// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.effect;

/**
 * Performs what the scheduler decides: one method for each {@link Effect}, called in the order of the decisions. The engine's does it;
 * a simulated cluster pretends to.
 */
public interface SchedulerBackend {
    void prepareStage(Effect.PrepareStage effect);

    void launchTask(Effect.LaunchTask effect);

    void killTask(Effect.KillTask effect);

    void applyAccumulators(Effect.ApplyAccumulators effect);

    void deliverResult(Effect.DeliverResult effect);

    void endJob(Effect.EndJob effect);

    void announce(Effect.Announce effect);

    void answerCommit(Effect.AnswerCommit effect);

    void answerBarrier(Effect.AnswerBarrier effect);

    void forgetShuffle(Effect.ForgetShuffle effect);

    void log(Effect.Log effect);
}
