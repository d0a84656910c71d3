// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import java.util.Arrays;

/**
 * How long the tasks of a stage attempt that succeeded took, four counts for each doubling: cheap to keep for every stage, and as close
 * as a list of stages needs. A stage's own page works with the tasks themselves.
 */
public final class DurationCounts {
    private static final int PARTS = 4;
    /** Up to 2^31 ms. */
    private static final int MOST = 31 * PARTS + 1;

    private int[] counts;
    private int count;
    private long maxMillis;

    DurationCounts() {
        this(new int[0], 0, 0);
    }

    private DurationCounts(int[] counts, int count, long maxMillis) {
        this.counts = counts;
        this.count = count;
        this.maxMillis = maxMillis;
    }

    void add(long millis) {
        int at = place(millis);
        if (at >= counts.length) {
            counts = Arrays.copyOf(counts, at + 1);
        }
        counts[at]++;
        count++;
        maxMillis = Math.max(maxMillis, millis);
    }

    private static int place(long millis) {
        if (millis <= 1) {
            return (int) Math.max(0, millis); // as most tasks of a program that is fast
        }
        return Math.min(MOST - 1, 1 + (int) (PARTS * Math.log((double) millis) / Math.log(2)));
    }

    /** As it is now. */
    DurationCounts copy() {
        return new DurationCounts(counts.clone(), count, maxMillis);
    }

    /** How many tasks took about as long; of each count the tasks took {@code 2^((i - 1) / 4)} ms or up to a fifth more, of the first 0. */
    public int[] counts() {
        return counts.clone();
    }

    public int count() {
        return count;
    }

    public long maxMillis() {
        return maxMillis;
    }

    /** @param quantile from 0 to 1 @return about as long as that share of the tasks took or less, a tenth off at most; 0: there is none */
    public long quantileMillis(double quantile) {
        long left = (long) (quantile * count);
        for (int i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left < 0) {
                return i == 0 ? 0 : Math.min(maxMillis, Math.round(Math.pow(2, (i - 0.5) / PARTS)));
            }
        }
        return maxMillis;
    }
}
