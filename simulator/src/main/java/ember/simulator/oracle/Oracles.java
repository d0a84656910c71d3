// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.ArrayList;
import java.util.List;

/** All oracles of one run. Each sees every fact before the scheduler does, and every effect before the cluster does. */
public final class Oracles {
    private final Ledger ledger;
    private final Fingerprint fingerprint = new Fingerprint();
    private final List<Oracle> oracles;
    private final List<Watcher> watchers = new ArrayList<>();

    /** @param config what the scheduler was given */
    public Oracles(SchedulerConfig config) {
        ledger = new Ledger(config.slotsPerTask());
        TaskHistory history = new TaskHistory(ledger);
        WaitingTasks waiting = new WaitingTasks(ledger);
        CacheOracle cache = new CacheOracle(ledger);
        ExclusionOracle exclusions = new ExclusionOracle(ledger, history, config.exclusion());
        boolean mayHoldBack = config.exclusion().taskAndStage()
                || config.exclusion().application()
                || config.localityWaits().processNanos()
                                + config.localityWaits().nodeNanos()
                        > 0;
        oracles = List.of(
                cache,
                exclusions,
                new ListenerOracle(ledger, cache),
                new ResultOracle(ledger),
                new OutcomeOracle(ledger, history, config),
                new RollbackOracle(ledger),
                new InputOracle(ledger, cache),
                new PlacementOracle(ledger),
                new LocalityOracle(ledger, config.localityWaits()),
                new BarrierOracle(ledger),
                new SpeculationOracle(ledger, config.speculation()),
                new IdleOracle(ledger, waiting, exclusions, config.localityWaits()),
                new PoolOracle(ledger, waiting, config.pools(), mayHoldBack),
                new CommitOracle(ledger),
                new AccumulatorOracle(ledger),
                new ShuffleOracle(ledger),
                new CauseOracle(ledger, history));
        watchers.add(ledger);
        watchers.add(history);
        watchers.add(waiting);
        watchers.addAll(oracles);
        watchers.add(fingerprint);
    }

    /** Adds one that only looks, such as a count. */
    public void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** What is judged: a sentence for each oracle. */
    public List<String> rules() {
        List<String> rules = new ArrayList<>();
        for (Oracle oracle : oracles) {
            rules.add(oracle.rule());
        }
        return rules;
    }

    /** A fact is about to be told. */
    public void fact(SchedulerEvent event, long nowNanos) {
        ledger.nowNanos = nowNanos;
        for (int i = 0; i < watchers.size(); i++) {
            watchers.get(i).factComes();
        }
        if (event instanceof SchedulerEvent.ExecutorJoined joined && ledger.executor(joined.executor()) != null) {
            // A restart that nobody noticed: to the scheduler it must mean the same as a loss and a return.
            show(new SchedulerEvent.ExecutorLost(joined.executor(), "joined again", false));
        }
        show(event);
    }

    private void show(SchedulerEvent event) {
        for (int i = 0; i < watchers.size(); i++) {
            event.deliverTo(watchers.get(i));
        }
    }

    /** An effect was decided. */
    public void effect(Effect effect) {
        for (int i = 0; i < watchers.size(); i++) {
            effect.performBy(watchers.get(i));
        }
    }

    /** The scheduler took in the fact. */
    public void factApplied() {
        for (int i = 0; i < watchers.size(); i++) {
            watchers.get(i).factApplied();
        }
    }

    /** The scheduler is about to end its turn. */
    public void turnEnds(long nowNanos) {
        ledger.nowNanos = nowNanos;
    }

    /** The scheduler ended its turn. */
    public void turnEnded() {
        for (int i = 0; i < watchers.size(); i++) {
            watchers.get(i).turnEnded();
        }
    }

    /** Nothing happens any more. */
    public void finished() {
        for (int i = 0; i < watchers.size(); i++) {
            watchers.get(i).finished();
        }
    }

    /** One number for everything the scheduler did: equal for equal runs. */
    public long fingerprint() {
        return fingerprint.value();
    }
}
