// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.flight;

import java.util.List;

/**
 * Stacks of one stage attempt as a tree; the lists are parallel.
 *
 * @param samples how many stacks were sampled
 * @param parents positions in these lists, each before its children; -1: an outermost call
 * @param self how often it was the innermost call
 */
public record StackTree(int samples, List<String> names, List<Integer> parents, List<Integer> self) {
    public StackTree {
        names = List.copyOf(names);
        parents = List.copyOf(parents);
        self = List.copyOf(self);
    }
}
