// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How alike two computations of the same partition are; the later, the less. Decides what must be done again when an output is lost.
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
                rdd.determinismIs(worst(rdd));
            }
        }
        return worst(asked);
    }

    private static Determinism worst(Rdd<?> rdd) {
        Determinism worst = DETERMINATE;
        for (Dependency dependency : rdd.dependencies()) {
            Determinism level = through(dependency);
            worst = level.compareTo(worst) > 0 ? level : worst;
        }
        return worst == UNORDERED && rdd.isOrderSensitive() ? INDETERMINATE : worst;
    }

    private static Determinism through(Dependency dependency) {
        Determinism parent = dependency.rdd().determinism();
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
