// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Which RDDs are computed by tasks that must all run at once: those made so, and what narrow dependencies make of them. */
final class Barriers {
    private Barriers() {}

    /** Whether an RDD is one of them. Each RDD finds out once; no recursion over long lineages. */
    static boolean reach(Rdd<?> asked) {
        Deque<Rdd<?>> open = new ArrayDeque<>();
        open.push(asked);
        while (!open.isEmpty()) {
            Rdd<?> rdd = open.element();
            Boolean barrier = fromKnownParents(rdd);
            if (barrier != null) {
                rdd.barrierIs(barrier);
                open.pop();
                continue;
            }
            for (Dependency dependency : rdd.dependencies()) {
                if (isNarrow(dependency) && dependency.rdd().knownBarrier() == null) {
                    open.push(dependency.rdd());
                }
            }
        }
        return Boolean.TRUE.equals(asked.knownBarrier());
    }

    /** Null: a parent must be asked first. */
    private static @Nullable Boolean fromKnownParents(Rdd<?> rdd) {
        boolean allKnown = true;
        boolean barrier = rdd.startsBarrier();
        for (Dependency dependency : rdd.dependencies()) {
            if (!barrier && isNarrow(dependency)) {
                Boolean parent = dependency.rdd().knownBarrier();
                allKnown &= parent != null;
                barrier = Boolean.TRUE.equals(parent);
            }
        }
        if (!barrier && !allKnown) {
            return null;
        }
        return barrier;
    }

    private static boolean isNarrow(Dependency dependency) {
        return !(dependency instanceof ShuffleDependency<?>);
    }
}
