// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.simulator.Scale;
import ember.simulator.Seeds;
import ember.simulator.Simulation;
import ember.simulator.Tally;
import ember.simulator.exhaustive.Exhaustive;
import ember.simulator.oracle.Violation;
import java.util.function.LongConsumer;

/** Puts the scheduler on trial in simulated clusters, from the command line. */
final class Simulate {
    private static final int BROKEN = 1;

    private Simulate() {}

    /** @return the exit status: 1 if the scheduler broke a rule */
    static int run(SimulateOptions options) {
        try {
            switch (options.mode()) {
                case STORY -> tellStory(options.first());
                case SEEDS -> runSeeds(options.first(), options.count());
                case SCALE -> new Scale(System::nanoTime).full().forEach(System.out::println);
                case EXHAUSTIVE -> Exhaustive.run(Long.MAX_VALUE, System.out::println);
            }
            return 0;
        } catch (Violation violation) {
            System.out.flush();
            System.err.println("ember: a rule was broken: " + violation.getMessage());
            return BROKEN;
        }
    }

    private static void tellStory(long seed) {
        Simulation simulation = new Simulation(seed);
        StringBuilder story = new StringBuilder();
        try {
            Tally tally = simulation
                    .writtenTo(line -> story.append(line).append('\n'))
                    .run();
            story.append("# Judged after every fact and every turn, and never broken:\n");
            for (String rule : simulation.rules()) {
                story.append("#   ").append(rule).append('\n');
            }
            story.append("# What happened, counted:\n").append(tally.lines("# "));
        } finally {
            System.out.print(story);
        }
    }

    private static void runSeeds(long first, long count) {
        long start = System.nanoTime();
        Tally tally = Seeds.run(first, count, new Progress(count, start));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,d fault schedules from seed %,d, no rule broken, %.1f s, %,.0f a second:%n%s",
                count, first, seconds, count / seconds, tally.lines("  "));
    }

    /** One line on standard error: rewritten where somebody looks at it, else added now and then. */
    private static final class Progress implements LongConsumer {
        private final long count;
        private final long startNanos;
        private final boolean terminal = System.getProperty("ember.terminal") != null;
        private long shownNanos;

        Progress(long count, long startNanos) {
            this.count = count;
            this.startNanos = startNanos;
            this.shownNanos = startNanos;
        }

        @Override
        public synchronized void accept(long done) {
            long now = System.nanoTime();
            boolean last = done == count;
            if (now - shownNanos < (terminal ? 200_000_000L : 10_000_000_000L) && !(terminal && last)) {
                return;
            }
            shownNanos = now;
            System.err.printf(
                    "%s%,d of %,d fault schedules, %,.0f a second%s",
                    terminal ? "\r" : "", done, count, done * 1e9 / (now - startNanos), terminal && !last ? "" : "\n");
        }
    }
}
