// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.scheduler.effect.Effect;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;

/**
 * Sees every fact before the scheduler is told of it, every effect in the order it was decided, and the moments between. Who cares for
 * few overrides few.
 */
public abstract class Watcher implements SchedulerEvent.Handler, SchedulerBackend {
    /** Some fact comes; which, is seen next. */
    public void factComes() {}

    /** The scheduler took in a fact; its effects were seen. */
    public void factApplied() {}

    /** A turn ended; its effects were seen. */
    public void turnEnded() {}

    /** Nothing happens any more. */
    public void finished() {}

    @Override
    public void jobSubmitted(SchedulerEvent.JobSubmitted event) {}

    @Override
    public void jobCancelled(SchedulerEvent.JobCancelled event) {}

    @Override
    public void stageCancelled(SchedulerEvent.StageCancelled event) {}

    @Override
    public void groupCancelled(SchedulerEvent.GroupCancelled event) {}

    @Override
    public void tagCancelled(SchedulerEvent.TagCancelled event) {}

    @Override
    public void allJobsCancelled(SchedulerEvent.AllJobsCancelled event) {}

    @Override
    public void stagePrepared(SchedulerEvent.StagePrepared event) {}

    @Override
    public void stagePreparationFailed(SchedulerEvent.StagePreparationFailed event) {}

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {}

    @Override
    public void taskProgressed(SchedulerEvent.TaskProgressed event) {}

    @Override
    public void taskKillRequested(SchedulerEvent.TaskKillRequested event) {}

    @Override
    public void commitRequested(SchedulerEvent.CommitRequested event) {}

    @Override
    public void barrierReached(SchedulerEvent.BarrierReached event) {}

    @Override
    public void executorJoined(SchedulerEvent.ExecutorJoined event) {}

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {}

    @Override
    public void blockChanged(SchedulerEvent.BlockChanged event) {}

    @Override
    public void rddUnpersisted(SchedulerEvent.RddUnpersisted event) {}

    @Override
    public void shuffleReleased(SchedulerEvent.ShuffleReleased event) {}

    @Override
    public void engineStopped(SchedulerEvent.EngineStopped event) {}

    @Override
    public void prepareStage(Effect.PrepareStage effect) {}

    @Override
    public void launchTask(Effect.LaunchTask effect) {}

    @Override
    public void killTask(Effect.KillTask effect) {}

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {}

    @Override
    public void deliverResult(Effect.DeliverResult effect) {}

    @Override
    public void endJob(Effect.EndJob effect) {}

    @Override
    public void announce(Effect.Announce effect) {}

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {}

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {}

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {}

    @Override
    public void log(Effect.Log effect) {}
}
