// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.scheduler.Scheduler;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.cluster.Fault;
import ember.simulator.cluster.FaultPlan;
import ember.simulator.cluster.SimulatedCluster;
import ember.simulator.cluster.Timeline;
import ember.simulator.oracle.EffectTap;
import ember.simulator.oracle.Oracles;
import ember.simulator.oracle.Violation;
import ember.simulator.scenario.Scenario;
import ember.simulator.scenario.ScenarioGenerator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One world, made from one seed: an application, a cluster, its faults, a scheduler between them, and the oracles that judge it. Used
 * once, by one thread.
 */
public final class Simulation {
    /** More than any world has needed by far: whoever reaches it goes round in circles. */
    private static final int MOST_TURNS = 50_000;

    private final long seed;
    private final Wire wire;
    private final Timeline timeline = new Timeline();
    private final Tally tally = new Tally();
    private final FaultPlan faults;
    private final SplittableRandom lags;
    private final Scenario scenario;
    private final Oracles oracles;
    private final Outbox outbox = new Outbox(LogLevel.ERROR);
    private final Scheduler scheduler;
    private final SimulatedCluster cluster;
    private final SchedulerBackend tap;
    private @Nullable Story story;

    /** @param seed any number: the same gives the same world */
    public Simulation(long seed) {
        this(seed, Wire.FAITHFUL);
    }

    /** @param wire what lies between cluster and scheduler */
    public Simulation(long seed, Wire wire) {
        this.seed = seed;
        this.wire = wire;
        SplittableRandom random = new SplittableRandom(seed);
        this.scenario = ScenarioGenerator.generate(random.split());
        this.faults = new FaultPlan(random.split());
        this.lags = random.split();
        this.scheduler = new Scheduler(scenario.config(), outbox);
        this.cluster = new SimulatedCluster(timeline, faults, random.split(), this::tell);
        this.oracles = new Oracles(scenario.config());
        oracles.add(tally);
        this.tap = new EffectTap(effect -> wire.effect(effect, this::perform));
    }

    /** Lets the run be written down, line by line. Call before {@link #run}. */
    public Simulation writtenTo(Consumer<String> lines) {
        Story written = new Story(lines);
        written.begins(seed, scenario);
        faults.watchedBy(written::fault);
        story = written;
        return this;
    }

    /** What is judged while it runs: a sentence for each rule. */
    public List<String> rules() {
        return oracles.rules();
    }

    /**
     * Runs the world to its end.
     *
     * @return what happened
     * @throws Violation if the scheduler did what it must not
     */
    public Tally run() {
        try {
            play();
        } catch (Violation violation) {
            throw violation;
        } catch (RuntimeException failure) {
            throw new Violation("the scheduler threw " + failure, failure);
        } finally {
            endTurnOfStory();
        }
        tally.add(faults);
        return tally;
    }

    /** One number for all that the scheduler did and what it still knows; equal for equal seeds. Call after {@link #run}. */
    public long fingerprint() {
        return oracles.fingerprint() * 31 + scheduler.fingerprint();
    }

    private void play() {
        for (Scenario.ExecutorModel executor : scenario.executors()) {
            timeline.at(0, () -> cluster.join(executor));
        }
        for (Scenario.JobModel job : scenario.jobs()) {
            timeline.at(job.atNanos(), () -> submit(job));
        }
        int turns = 0;
        for (long next = next(); next < Long.MAX_VALUE; next = next()) {
            if (++turns > MOST_TURNS) {
                throw new Violation("the world of seed " + seed + " does not come to an end");
            }
            turn(next);
        }
        oracles.finished();
        if (!scheduler.isEmpty()) {
            throw new Violation("all jobs are done, but the scheduler's tables are not empty");
        }
    }

    private long next() {
        return Math.min(timeline.nextNanos(), Math.max(scheduler.nextDeadlineNanos(), timeline.nowNanos()));
    }

    private void turn(long next) {
        if (timeline.nextNanos() == next) {
            timeline.step();
        } else {
            timeline.passTo(next);
        }
        for (int more = faults.strikes(Fault.LOOP_LAGS) ? 1 + lags.nextInt(8) : 0; more > 0; more--) {
            if (timeline.nextNanos() < Long.MAX_VALUE) {
                timeline.step();
            }
        }
        oracles.turnEnds(timeline.nowNanos());
        scheduler.endTurn(timeline.nowNanos());
        outbox.drainTo(tap);
        scheduler.checkInvariants();
        oracles.turnEnded();
        endTurnOfStory();
    }

    private void endTurnOfStory() {
        if (story != null) {
            story.turnEnded(timeline.nowNanos());
        }
    }

    private void submit(Scenario.JobModel job) {
        cluster.meddler().jobSubmitted(job);
        tell(new SchedulerEvent.JobSubmitted(job.plan()));
    }

    private void tell(SchedulerEvent event) {
        if (story != null) {
            story.fact(event);
        }
        oracles.fact(event, timeline.nowNanos());
        wire.fact(event, told -> scheduler.apply(told, timeline.nowNanos()));
        outbox.drainTo(tap);
        scheduler.checkInvariants();
        oracles.factApplied();
    }

    private void perform(Effect effect) {
        if (story != null) {
            story.effect(effect);
        }
        oracles.effect(effect);
        effect.performBy(cluster);
    }
}
