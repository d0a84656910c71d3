// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.Jobs;
import ember.rdd.Rdd;
import ember.rdd.sketch.DistinctSketch;

/** Estimates of how many different elements there are. */
public final class DistinctEstimates {
    private DistinctEstimates() {}

    /**
     * @param relativeDeviation standard deviation of the estimate, as a part of it
     * @throws IllegalArgumentException if the deviation is too small
     */
    public static long countApproxDistinct(Rdd<?> rdd, double relativeDeviation) {
        return countApproxDistinct(rdd, DistinctSketch.precisionFor(relativeDeviation));
    }

    /**
     * The same, from so many counters.
     *
     * @param logCounters their binary logarithm, at least 4; what is more than 26 counts as 26
     */
    public static long countApproxDistinct(Rdd<?> rdd, int logCounters) {
        int precision = DistinctSketch.possible(logCounters);
        DistinctSketch all = DistinctSketch.empty(precision);
        rdd.runner()
                .runJob(
                        rdd,
                        (context, elements) -> {
                            DistinctSketch sketch = DistinctSketch.empty(precision);
                            while (elements.hasNext()) {
                                sketch.add(elements.next());
                            }
                            return sketch;
                        },
                        Jobs.allPartitions(rdd),
                        (position, sketch) -> all.merge(sketch));
        return all.estimate();
    }
}
