// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.simulator.oracle.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs many worlds on several threads. What comes of it does not depend on how many: each world has one seed and one thread. */
public final class Seeds {
    private static final int STORY_LINES = 120;
    private static final int CHUNK = 50;

    private final long end;
    private final Supplier<Wire> wires;
    private final LongConsumer progress;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    private Seeds(long firstSeed, long count, Supplier<Wire> wires, LongConsumer progress) {
        this.next = new AtomicLong(firstSeed);
        this.end = firstSeed + count;
        this.wires = wires;
        this.progress = progress;
    }

    private record Failure(long seed, Throwable why) {}

    /**
     * Runs {@code count} worlds.
     *
     * @param progress is told now and then, by any thread, how many worlds have ended
     * @return what happened in all of them
     * @throws Violation at the first world in which the scheduler did what it must not, with the command that runs it again and the
     *     last lines of its story
     */
    public static Tally run(long firstSeed, long count, LongConsumer progress) {
        return run(firstSeed, count, () -> Wire.FAITHFUL, progress);
    }

    /** @param wires makes what lies between cluster and scheduler, anew for each world */
    static Tally run(long firstSeed, long count, Supplier<Wire> wires, LongConsumer progress) {
        return new Seeds(firstSeed, count, wires, progress).run();
    }

    private Tally run() {
        List<Worker> workers = new ArrayList<>();
        for (int i = Runtime.getRuntime().availableProcessors(); i > 0; i--) {
            workers.add(new Worker());
        }
        workers.forEach(Thread::start);
        Tally total = new Tally();
        for (Worker worker : workers) {
            total.add(worker.joined());
        }
        Failure first = failure.get();
        if (first == null) {
            return total;
        }
        if (first.why() instanceof Violation violation) {
            throw explained(first.seed(), violation);
        }
        throw new IllegalStateException("seed " + first.seed() + " could not be run", first.why());
    }

    /** Takes chunks of seeds in order, so that whoever fails first by number is run in any case. */
    private final class Worker extends Thread {
        private final Tally tally = new Tally();

        private Worker() {
            super("ember-simulation");
            setDaemon(true);
        }

        @Override
        public void run() {
            while (failure.get() == null) {
                long first = next.getAndAdd(CHUNK);
                if (first >= end) {
                    return;
                }
                runChunk(first, Math.min(first + CHUNK, end));
            }
        }

        private void runChunk(long first, long last) {
            for (long seed = first; seed < last; seed++) {
                try {
                    tally.add(new Simulation(seed, wires.get()).run());
                } catch (RuntimeException | Error why) {
                    Failure mine = new Failure(seed, why);
                    failure.accumulateAndGet(mine, (a, b) -> a == null || mine.seed() < a.seed() ? mine : a);
                    return;
                }
            }
            progress.accept(done.addAndGet(last - first));
        }

        private Tally joined() {
            boolean interrupted = false;
            while (true) {
                try {
                    join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return tally;
        }
    }

    private Violation explained(long seed, Violation violation) {
        Deque<String> lines = new ArrayDeque<>();
        String again;
        try {
            new Simulation(seed, wires.get())
                    .writtenTo(line -> {
                        if (lines.size() == STORY_LINES) {
                            lines.removeFirst();
                        }
                        lines.addLast(line);
                    })
                    .run();
            again = "the same seed went well the second time: something depends on more than the seed";
        } catch (Violation repeated) {
            again = String.valueOf(repeated.getMessage());
        }
        return new Violation(
                "seed " + seed + ": " + again + "\nrun it again: " + command(seed) + "\n" + String.join("\n", lines),
                violation);
    }

    /** The line that runs one seed again and tells its story. */
    public static String command(long seed) {
        return "./ember simulate --seed " + seed;
    }
}
