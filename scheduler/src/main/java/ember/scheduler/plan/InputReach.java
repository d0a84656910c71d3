// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.plan;

import java.util.List;

/**
 * What is met when walking narrow dependencies upwards from some RDD, up to the next shuffles and the next persisted RDDs.
 *
 * @param shuffles ids of the shuffles met
 * @param cachedInputs positions, in the stage's list of cached inputs, of the persisted RDDs met
 */
public record InputReach(List<Integer> shuffles, List<Integer> cachedInputs) {
    /** Nothing: a source. */
    public static final InputReach NOTHING = new InputReach(List.of(), List.of());

    public InputReach {
        shuffles = List.copyOf(shuffles);
        cachedInputs = List.copyOf(cachedInputs);
    }

    /** Shuffles alone: no RDD on the way is persisted. */
    public static InputReach shuffles(List<Integer> shuffles) {
        return shuffles.isEmpty() ? NOTHING : new InputReach(shuffles, List.of());
    }
}
