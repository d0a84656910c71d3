// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.cluster.Fault;
import ember.simulator.scenario.Scenario;
import ember.simulator.transcript.EffectText;
import ember.simulator.transcript.FactText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes a run down as it goes, in the words of transcripts: turn by turn what the scheduler is told, {@code ----}, and what it orders.
 * Comments say when, and which misfortune was arranged.
 */
final class Story {
    private final Consumer<String> lines;
    private final List<String> facts = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private final FactText factText = new FactText(facts::add);
    private final EffectText effectText = new EffectText(orders::add);

    Story(Consumer<String> lines) {
        this.lines = lines;
        effectText.showAll();
    }

    /** Says what the world is like in which everything will happen. */
    void begins(long seed, Scenario scenario) {
        lines.accept("# Seed " + seed + ": " + scenario.jobs().size() + " jobs on "
                + scenario.executors().size() + " executors.");
        lines.accept("# Above each ---- stands what the scheduler is told, below it what it orders. Time is virtual.");
        lines.accept("# In a job, map(...) is a stage that writes a shuffle, reads= are shuffles that are read, and");
        lines.accept("# persisted=4<1 is a persisted RDD, number 4, made of shuffle 1.");
        lines.accept("# limits: " + scenario.limits());
        lines.accept("");
    }

    void fact(SchedulerEvent event) {
        event.deliverTo(factText);
    }

    void effect(Effect effect) {
        effect.performBy(effectText);
    }

    void fault(Fault fault) {
        if (fault != Fault.LOOP_LAGS) {
            String name = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            (orders.isEmpty() ? facts : orders).add("# arranged: " + name);
        }
    }

    /** Writes the turn, if anything happened in it. */
    void turnEnded(long nowNanos) {
        if (facts.isEmpty() && orders.isEmpty()) {
            return;
        }
        lines.accept("# at " + nowNanos / 1_000_000 + "."
                + String.valueOf(1000 + nowNanos / 1000 % 1000).substring(1) + " ms");
        facts.forEach(lines);
        if (!orders.isEmpty()) {
            lines.accept("----");
            orders.forEach(lines);
        }
        lines.accept("");
        facts.clear();
        orders.clear();
    }
}
