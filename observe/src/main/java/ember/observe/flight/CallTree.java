// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.flight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stacks that begin with the same calls share them: a node is a call within the call that is its parent. For one thread. */
final class CallTree {
    /** The call that all others are in; it has no name. */
    static final int ROOT = 0;
    /** Enough for hundreds of stages. What comes after that counts for the last call that is known. */
    private static final int MOST_NODES = 200_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Long, Integer> children = new HashMap<>();
    private int[] parents = new int[64];
    private int[] nameOf = new int[64];
    private int size = 1;

    /** @param calls the outermost first @return the node of the innermost */
    int add(List<String> calls) {
        int node = ROOT;
        for (String call : calls) {
            Integer child = child(node, call);
            if (child == null) {
                return node;
            }
            node = child;
        }
        return node;
    }

    private @Nullable Integer child(int parent, String call) {
        Integer known = numbers.get(call);
        int name = known == null ? names.size() : known;
        long key = (long) parent << Integer.SIZE | name;
        Integer child = children.get(key);
        if (child != null || size == MOST_NODES) {
            return child;
        }
        if (known == null) {
            numbers.put(call, name);
            names.add(call);
        }
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size * 2);
            nameOf = Arrays.copyOf(nameOf, size * 2);
        }
        parents[size] = parent;
        nameOf[size] = name;
        children.put(key, size);
        return size++;
    }

    /** Always a smaller number than the node's own. */
    int parent(int node) {
        return parents[node];
    }

    String name(int node) {
        return names.get(nameOf[node]);
    }
}
