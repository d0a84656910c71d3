// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import ember.model.BarrierMethod;
import ember.model.TaskEnd;
import ember.scheduler.Scheduler;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.oracle.EffectTap;
import ember.simulator.oracle.Oracles;
import ember.simulator.oracle.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One course of a tiny world: what has happened so far, and what can happen next. */
final class Course {
    private final TinyWorld world;
    private final Oracles oracles;
    private final Outbox outbox = new Outbox(LogLevel.ERROR);
    private final Scheduler scheduler;
    private final EffectTap tap = new EffectTap(this::perform);
    private final TinyCluster cluster;
    private final Map<Integer, Effect.PrepareStage> preparing = new TreeMap<>();
    private final Map<Long, TaskEnd> repeats = new TreeMap<>();
    private final List<Move> moves = new ArrayList<>();
    private int submitted;
    private int faults;
    private long nowNanos;
    /** Which ends were told, whatever their order. */
    private long told;

    Course(TinyWorld world) {
        this.world = world;
        this.oracles = new Oracles(world.config());
        this.scheduler = new Scheduler(world.config(), outbox);
        this.cluster = new TinyCluster(world.executors());
        for (int executor = 0; executor < world.executors(); executor++) {
            join(executor);
        }
    }

    /** What can happen next; empty: nothing more happens. */
    List<Move> choices() {
        List<Move> choices = new ArrayList<>();
        if (submitted < world.jobs().size()) {
            choices.add(new Move(Move.Kind.SUBMIT, submitted));
        }
        preparing.keySet().forEach(stage -> choices.add(new Move(Move.Kind.PREPARE, stage)));
        cluster.addChoices(choices);
        repeats.keySet().forEach(task -> choices.add(new Move(Move.Kind.REPEAT, task)));
        if (scheduler.nextDeadlineNanos() < Long.MAX_VALUE) {
            choices.add(new Move(Move.Kind.WAIT, 0));
        }
        for (int job = 0; job < submitted; job++) {
            choices.add(new Move(Move.Kind.CANCEL, job));
        }
        choices.removeIf(move -> move.kind().isFault()
                && (faults >= world.mostFaults() || !world.faults().contains(move.kind())));
        return choices;
    }

    /**
     * Lets something happen.
     *
     * @throws Violation if the scheduler does what it must not
     */
    void take(Move move) {
        moves.add(move);
        if (move.kind().isFault()) {
            faults++;
        }
        try {
            happen(move);
        } catch (Violation violation) {
            throw violation;
        } catch (RuntimeException failure) {
            throw new Violation("the scheduler threw " + failure, failure);
        }
    }

    private void happen(Move move) {
        long subject = move.subject();
        int number = (int) subject;
        switch (move.kind()) {
            case SUBMIT -> tell(new SchedulerEvent.JobSubmitted(world.jobs().get(submitted++)));
            case PREPARE -> prepared(number);
            case STEP -> step(subject);
            case OBEY -> end(subject, cluster.obey(subject));
            case REPEAT -> tell(new SchedulerEvent.TaskEnded(subject, repeated(subject)));
            case TELL_LOSS -> {
                cluster.lossTold(number);
                tell(new SchedulerEvent.ExecutorLost(String.valueOf(number), "vanished", false));
            }
            case RETURN -> {
                cluster.returned(number);
                join(number);
            }
            case WAIT -> {
                nowNanos = Math.max(nowNanos, scheduler.nextDeadlineNanos());
                endTurn();
            }
            case THROW -> end(subject, cluster.throwing(subject));
            case FAIL_TO_READ -> end(subject, cluster.failToRead(subject));
            case END_TWICE -> {
                TaskEnd end = cluster.finish(subject);
                repeats.put(subject, end);
                end(subject, end);
            }
            case VANISH -> cluster.vanish(number);
            case CANCEL -> tell(new SchedulerEvent.JobCancelled(number, null));
        }
    }

    private void join(int executor) {
        tell(new SchedulerEvent.ExecutorJoined(String.valueOf(executor), "host" + executor, world.slots()));
    }

    private void prepared(int stageId) {
        Effect.PrepareStage effect = preparing.remove(stageId);
        if (effect == null) {
            throw new IllegalStateException("stage " + stageId + " is not being prepared");
        }
        tell(new SchedulerEvent.StagePrepared(stageId, effect.stageAttempt(), List.of()));
    }

    private void step(long taskId) {
        if (cluster.mustMeet(taskId)) {
            cluster.waits(taskId);
            tell(new SchedulerEvent.BarrierReached(taskId, 0, BarrierMethod.BARRIER, ""));
        } else if (cluster.mustAsk(taskId)) {
            cluster.asked(taskId);
            tell(new SchedulerEvent.CommitRequested(taskId));
        } else {
            end(taskId, cluster.finish(taskId));
        }
    }

    private TaskEnd repeated(long taskId) {
        TaskEnd end = repeats.remove(taskId);
        if (end == null) {
            throw new IllegalStateException("task " + taskId + " has no end to repeat");
        }
        return end;
    }

    private void end(long taskId, TaskEnd end) {
        told += mix(taskId * 31 + end.getClass().getSimpleName().hashCode());
        tell(new SchedulerEvent.TaskEnded(taskId, end));
    }

    private void tell(SchedulerEvent event) {
        oracles.fact(event, nowNanos);
        scheduler.apply(event, nowNanos);
        outbox.drainTo(tap);
        scheduler.checkInvariants();
        oracles.factApplied();
        endTurn();
    }

    private void endTurn() {
        oracles.turnEnds(nowNanos);
        scheduler.endTurn(nowNanos);
        outbox.drainTo(tap);
        scheduler.checkInvariants();
        oracles.turnEnded();
    }

    private void perform(Effect effect) {
        oracles.effect(effect);
        if (effect instanceof Effect.PrepareStage prepare) {
            preparing.put(prepare.stageId(), prepare);
        } else {
            effect.performBy(cluster);
        }
    }

    /**
     * Nothing more can happen.
     *
     * @throws Violation if something should have
     */
    void finished() {
        oracles.finished();
        if (!scheduler.isEmpty()) {
            throw new Violation("all jobs are done, but the scheduler's tables are not empty");
        }
    }

    /** One number for the state of the world and of the scheduler: two courses that share it go on in the same ways. */
    long state() {
        long state = scheduler.fingerprint() * 31 + cluster.state();
        state = mix(state * 31 + told);
        state = mix(state * 31 + submitted);
        state = mix(state * 31 + faults);
        for (Effect.PrepareStage effect : preparing.values()) {
            state = mix(state * 31 + effect.stageId() * 100L + effect.stageAttempt());
        }
        for (long taskId : repeats.keySet()) {
            state = mix(state * 31 + taskId);
        }
        return mix(state * 31 + nowNanos);
    }

    /** What happened so far. */
    List<Move> moves() {
        return moves;
    }

    static long mix(long value) {
        long mixed = value * 0xBF58476D1CE4E5B9L;
        return mixed ^ (mixed >>> 31);
    }
}
