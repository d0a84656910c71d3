// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

import java.util.List;
import java.util.SplittableRandom;

/** Durations and choices of a world. */
final class Chance {
    static final long MILLISECOND = 1_000_000L;

    /** The longest wait, in medians: a tail this heavy makes late ends meet early retries. */
    private static final double LONGEST = 2000;

    private final SplittableRandom random;

    Chance(SplittableRandom random) {
        this.random = random;
    }

    /** A duration with a heavy tail: half are below the median, one in a thousand is five hundred times as long. */
    long around(long medianNanos) {
        double tail = Math.min(LONGEST, 1 / (1 - random.nextDouble()));
        return (long) (medianNanos * tail / 2);
    }

    /** How long a message travels. */
    long messageNanos() {
        return random.nextInt(4) == 0 ? around(MILLISECOND) : 100_000 + random.nextLong(100_000);
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
