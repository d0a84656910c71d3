// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scale;

import ember.model.BlockSizes;
import ember.model.JobOutcome;
import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.Scheduler;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A scheduler with executors that do whatever they are told at once and well. Answers wait in a queue and are told in turns, as the
 * engine's loop does. One thread, no clock: a turn takes a microsecond of its time.
 */
public final class InstantCluster implements SchedulerBackend {
    private static final long NANOS_PER_TURN = 1_000;
    private static final BlockSizes ONE_BLOCK = BlockSizes.of(new long[] {100});

    private final Outbox outbox;
    private final Scheduler scheduler;
    private final int eventsPerTurn;
    private final Deque<SchedulerEvent> inbox = new ArrayDeque<>();
    private long nowNanos;
    private long turns;
    private long tasks;
    private long results;
    private int jobsSucceeded;
    private int jobsFailed;

    /**
     * @param executors how many there are, on a host each
     * @param slots of each executor
     * @param eventsPerTurn how many facts are applied before tasks are put onto free slots
     * @param tasksAreWatched whether the start and end of tasks are announced
     */
    public InstantCluster(
            SchedulerConfig config, int executors, int slots, int eventsPerTurn, boolean tasksAreWatched) {
        this.outbox = new Outbox(LogLevel.ERROR, () -> tasksAreWatched);
        this.scheduler = new Scheduler(config, outbox);
        this.eventsPerTurn = eventsPerTurn;
        for (int i = 0; i < executors; i++) {
            inbox.add(new SchedulerEvent.ExecutorJoined(String.valueOf(i), "host" + i, slots));
        }
        run();
    }

    /** Hands a job in; the next turns take it. */
    public void submit(JobPlan plan) {
        inbox.add(new SchedulerEvent.JobSubmitted(plan));
    }

    /** Nobody reads the job's shuffles any more. */
    public void releaseShuffles(JobPlan plan) {
        for (StageSpec stage : plan.mapStages()) {
            if (stage.output() instanceof StageOutput.Shuffle shuffle) {
                inbox.add(new SchedulerEvent.ShuffleReleased(shuffle.shuffleId()));
            }
        }
    }

    /** Applies some of the facts that wait, and performs what is ordered. False: nothing waited. */
    public boolean turn() {
        if (inbox.isEmpty()) {
            return false;
        }
        nowNanos += NANOS_PER_TURN;
        turns++;
        for (int i = 0; i < eventsPerTurn && !inbox.isEmpty(); i++) {
            scheduler.apply(inbox.remove(), nowNanos);
        }
        scheduler.endTurn(nowNanos);
        outbox.drainTo(this);
        return true;
    }

    /** Turns until nothing waits. */
    public void run() {
        while (turn()) {}
    }

    /** The scheduler under test, between turns. */
    public Scheduler scheduler() {
        return scheduler;
    }

    public long turns() {
        return turns;
    }

    /** Task attempts launched so far. */
    public long tasks() {
        return tasks;
    }

    /** Results delivered so far. */
    public long results() {
        return results;
    }

    public int jobsSucceeded() {
        return jobsSucceeded;
    }

    public int jobsFailed() {
        return jobsFailed;
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        inbox.add(new SchedulerEvent.StagePrepared(effect.stageId(), effect.stageAttempt(), List.of()));
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        tasks++;
        TaskAttempt attempt = effect.attempt();
        inbox.add(new SchedulerEvent.TaskEnded(attempt.taskId(), end(attempt, (Integer) effect.work())));
    }

    private static TaskEnd end(TaskAttempt attempt, Integer work) {
        if (work.equals(Plans.RESULTS)) {
            return TaskEnd.Succeeded.WITHOUT_PAYLOAD;
        }
        MapOutput output = new MapOutput(
                work, attempt.partition(), attempt.taskId(), attempt.executor(), attempt.host(), ONE_BLOCK);
        return new TaskEnd.Succeeded(null, output, null, null);
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        results++;
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        if (effect.outcome() instanceof JobOutcome.Succeeded) {
            jobsSucceeded++;
        } else {
            jobsFailed++;
        }
    }

    @Override
    public void killTask(Effect.KillTask effect) {}

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {}

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
