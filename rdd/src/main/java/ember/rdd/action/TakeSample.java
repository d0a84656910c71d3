// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.Jobs;
import ember.rdd.Rdd;
import ember.rdd.sample.Bounds;
import ember.rdd.sample.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A sample of a given size. */
public final class TakeSample {
    /** So many standard deviations below the largest array a sample must stay. */
    private static final double DEVIATIONS = 10;

    private static final int LARGEST = Integer.MAX_VALUE - (int) (DEVIATIONS * Math.sqrt(Integer.MAX_VALUE));

    private TakeSample() {}

    /**
     * Exactly {@code count} elements in random order, or all if there are fewer and none is taken twice. Runs a job to count, and one
     * to sample, more if that gave too few.
     *
     * @throws IllegalArgumentException if the count is negative or nearly the size of the largest array
     */
    public static <T> List<T> takeSample(Rdd<T> rdd, boolean withReplacement, int count, long seed) {
        if (count < 0) {
            throw new IllegalArgumentException("requirement failed: Negative number of elements requested");
        }
        if (count > LARGEST) {
            throw new IllegalArgumentException("requirement failed: Cannot support a sample size > Int.MaxValue - "
                    + DEVIATIONS + " * math.sqrt(Int.MaxValue)");
        }
        if (count == 0) {
            return List.of();
        }
        long total = Actions.count(rdd);
        if (total == 0) {
            return List.of();
        }
        Random random = new Random(seed);
        if (!withReplacement && count >= total) {
            List<T> all = new ArrayList<>(Jobs.collect(rdd));
            Collections.shuffle(all, random);
            return all;
        }
        double fraction = Bounds.fractionFor(count, total, withReplacement);
        List<T> found = Jobs.collect(Samples.sample(rdd, withReplacement, fraction, random.nextInt()));
        for (int repeat = 0; found.size() < count; repeat++) {
            rdd.runner()
                    .checkpoints()
                    .warn(rdd.kind(), "Needed to re-sample due to insufficient sample size. Repeat #" + repeat);
            found = Jobs.collect(Samples.sample(rdd, withReplacement, fraction, random.nextInt()));
        }
        List<T> shuffled = new ArrayList<>(found);
        Collections.shuffle(shuffled, random);
        return new ArrayList<>(shuffled.subList(0, count));
    }
}
