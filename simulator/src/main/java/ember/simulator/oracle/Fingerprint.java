// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;

/** One number for everything the scheduler did, in order. */
final class Fingerprint extends Watcher {
    private long value;

    long value() {
        return value;
    }

    private void mix(long piece) {
        value = (value ^ piece) * 0x9E3779B97F4A7C15L;
        value ^= value >>> 29;
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        mix(1);
        mix(effect.stageId() * 1000L + effect.stageAttempt());
        mix(effect.partitions().hashCode());
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        mix(2);
        mix(effect.attempt().taskId());
        mix(effect.attempt().stageId() * 1000L + effect.attempt().index());
        mix(effect.attempt().executor().hashCode());
    }

    @Override
    public void killTask(Effect.KillTask effect) {
        mix(3);
        mix(effect.taskId());
    }

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {
        mix(4);
        mix(effect.attempt().taskId());
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        mix(5);
        mix(effect.jobId() * 1000L + effect.outputId());
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        mix(6);
        mix(effect.jobId());
        mix(effect.outcome().toString().hashCode());
    }

    @Override
    public void announce(Effect.Announce effect) {
        EngineEvent event = effect.event();
        mix(event.getClass().getSimpleName().hashCode());
        if (event instanceof EngineEvent.StageCompleted completed) {
            mix(completed.stage().stageId() * 1000L + completed.stage().attempt());
            mix(String.valueOf(completed.stage().failureReason()).hashCode());
        } else if (event instanceof EngineEvent.TaskEnded ended) {
            mix(ended.task().attempt().taskId());
        }
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        mix(effect.allowed() ? 7 : 8);
        mix(effect.taskId());
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        mix(effect.failure() == null ? 10 : 11);
        mix(effect.taskId());
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        mix(9);
        mix(effect.shuffleId());
    }
}
