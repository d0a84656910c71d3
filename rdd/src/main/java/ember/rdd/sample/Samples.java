// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import ember.rdd.Rdd;
import ember.rdd.operator.NarrowRdd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Samples of RDDs of any elements. */
public final class Samples {
    private Samples() {}

    /**
     * @param fraction without replacement the chance of each element, in [0, 1]; with it, how often each is taken on average
     * @throws IllegalArgumentException if the fraction is out of range
     */
    public static <T> Rdd<T> sample(Rdd<T> rdd, boolean withReplacement, double fraction, long seed) {
        if (!(fraction >= 0)) {
            throw new IllegalArgumentException("requirement failed: Fraction must be nonnegative, but got " + fraction);
        }
        return new SampledRdd<>(
                rdd, withReplacement ? new Sampler.Poisson(fraction) : new Sampler.Bernoulli(fraction), seed);
    }

    /**
     * Deals the elements out to as many RDDs as there are weights; each computes {@code rdd} again.
     *
     * @throws IllegalArgumentException if a weight is negative, or none is positive
     */
    public static <T> List<Rdd<T>> randomSplit(Rdd<T> rdd, double[] weights, long seed) {
        double sum = 0;
        boolean negative = false;
        for (double weight : weights) {
            negative |= !(weight >= 0);
            sum += weight;
        }
        if (negative || !(sum > 0)) {
            String list = Arrays.toString(weights).replace(" ", "");
            throw new IllegalArgumentException("requirement failed: "
                    + (negative ? "Weights must be nonnegative" : "Sum of weights must be positive") + ", but got "
                    + list);
        }
        List<Rdd<T>> splits = new ArrayList<>(weights.length);
        double lower = 0;
        for (double weight : weights) {
            double upper = lower + weight / sum;
            splits.add(new NarrowRdd<>(rdd, new Sampler.Cell(lower, upper, seed), true, true));
            lower = upper;
        }
        return splits;
    }
}
