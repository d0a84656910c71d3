// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How alike two computations of the same partition are; the later, the less. Decides what must be done again when an output is lost.
 *
 * <p>Each RDD has two levels: the one that Spark would give it, which is shown, and the one that holds here, which decides. They differ
 * because Ember's readers take map outputs in the order of the map partitions, never in the order of arrival, so that records which are
 * neither combined nor sorted come in the same order every time.
 */
public enum Determinism {
    /** The same elements in the same order. */
    DETERMINATE,
    /** The same elements, perhaps in another order. */
    UNORDERED,
    /** Perhaps other elements. */
    INDETERMINATE;

    /** The level of an RDD: the worst that its dependencies bring. Each RDD finds out once; no recursion over long lineages. */
    static Determinism of(Rdd<?> asked) {
        Deque<Rdd<?>> open = new ArrayDeque<>();
        open.push(asked);
        while (!open.isEmpty()) {
            Rdd<?> rdd = open.peek();
            boolean parentsKnown = true;
            for (Dependency dependency : rdd.dependencies()) {
                if (dependency.rdd().knownDeterminism() == null) {
                    open.push(dependency.rdd());
                    parentsKnown = false;
                }
            }
            if (parentsKnown) {
                open.pop();
                rdd.determinismIs(worst(rdd, false), worst(rdd, true));
            }
        }
        return worst(asked, false);
    }

    private static Determinism worst(Rdd<?> rdd, boolean here) {
        Determinism worst = DETERMINATE;
        for (Dependency dependency : rdd.dependencies()) {
            Determinism level = here
                    ? hereThrough(rdd, dependency)
                    : through(dependency, dependency.rdd().determinism());
            worst = level.compareTo(worst) > 0 ? level : worst;
        }
        return worst == UNORDERED && rdd.isOrderSensitive() ? INDETERMINATE : worst;
    }

    private static Determinism hereThrough(Rdd<?> rdd, Dependency dependency) {
        Determinism parent = dependency.rdd().repeatability();
        return rdd.keepsShuffleOrder() ? parent : through(dependency, parent);
    }

    private static Determinism through(Dependency dependency, Determinism parent) {
        if (parent == INDETERMINATE || !(dependency instanceof ShuffleDependency<?> shuffle)) {
            return parent;
        }
        if (shuffle.partitioner().equals(dependency.rdd().partitioner())) {
            return parent;
        }
        boolean ordered = shuffle.spec().keyOrdering() != null && shuffle.spec().aggregator() != null;
        return ordered ? DETERMINATE : UNORDERED;
    }
}
