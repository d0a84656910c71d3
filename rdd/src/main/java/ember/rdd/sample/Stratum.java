// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is known of one key while its exact sample is being found: how many are in for sure, and who waits. */
final class Stratum implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Chance that a bound is wrong. */
    private static final double DELTA = 5e-5;

    private long items;
    private long accepted;
    private double acceptBound = Double.NaN;
    private double waitListBound = Double.NaN;
    private final List<Double> waiting = new ArrayList<>();

    double acceptBound() {
        return acceptBound;
    }

    double waitListBound() {
        return waitListBound;
    }

    /** An element in a sample without replacement: bounds are drawn closer as elements are seen. */
    void seeOnce(double fraction, KeyDraws draws) {
        acceptBound = Bounds.binomialLower(DELTA, items, fraction);
        waitListBound = Bounds.binomialUpper(DELTA, items, fraction);
        double draw = draws.uniform();
        if (draw < acceptBound) {
            accepted++;
        } else if (draw < waitListBound) {
            waiting.add(draw);
        }
        items++;
    }

    /**
     * An element in a sample with replacement.
     *
     * @param total how many elements the key has
     */
    void seeOften(double fraction, long total, KeyDraws draws) {
        if (Double.isNaN(acceptBound)) {
            double size = Math.ceil(total * fraction);
            double lower = Bounds.poissonLower(size);
            acceptBound = lower / total;
            waitListBound = (Bounds.poissonUpper(size) - lower) / total;
        }
        accepted += draws.poisson(acceptBound);
        int candidates = draws.poisson(waitListBound);
        for (int i = 0; i < candidates; i++) {
            waiting.add(draws.uniform());
        }
        items++;
    }

    /** Takes in what another partition found. */
    void merge(Stratum other) {
        waiting.addAll(other.waiting);
        accepted += other.accepted;
        items += other.items;
    }

    /** The draw below which a waiting element is taken, so that the sample has its exact size. */
    double threshold(double fraction) {
        long size = (long) Math.ceil(items * fraction);
        if (accepted > size) {
            return acceptBound;
        }
        int stillNeeded = (int) (size - accepted);
        if (stillNeeded >= waiting.size()) {
            return waitListBound;
        }
        List<Double> ordered = new ArrayList<>(waiting);
        Collections.sort(ordered);
        return ordered.get(stillNeeded);
    }
}
