// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.scheduler.effect.Effect;
import ember.scheduler.effect.SchedulerBackend;
import java.util.function.Consumer;

/** Hands every effect to one consumer, whatever it is. */
public record EffectTap(Consumer<Effect> consumer) implements SchedulerBackend {
    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        consumer.accept(effect);
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        consumer.accept(effect);
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        consumer.accept(effect);
    }

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {
        consumer.accept(effect);
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        consumer.accept(effect);
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        consumer.accept(effect);
    }

    @Override
    public void announce(Effect.Announce effect) {
        consumer.accept(effect);
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        consumer.accept(effect);
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        consumer.accept(effect);
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        consumer.accept(effect);
    }

    @Override
    public void log(Effect.Log effect) {
        consumer.accept(effect);
    }
}
