// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.storage.serialize.CopyRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's functions of one stage attempt, as they were when it was submitted.
 *
 * <p>Spark gives every task its own deserialised copy of what its functions captured. So does this class, except for functions in
 * which nobody could tell: those that capture nothing, or only what can never change, are shared. Of the rest a picture is taken once,
 * as one graph, so an object that two functions share is shared in each task's copies too: a {@link CopyRecipe} where there is one, and
 * else its bytes.
 */
final class ClosureSet {
    private static final Opened NOTHING_COPIED = new Opened(Map.of(), new Object[0]);

    private final Map<Object, Integer> copied;
    private final @Nullable CopyRecipe recipe;
    private final byte @Nullable [] graph;

    private ClosureSet(Map<Object, Integer> copied, @Nullable CopyRecipe recipe, byte @Nullable [] graph) {
        this.copied = copied;
        this.recipe = recipe;
        this.graph = graph;
    }

    /**
     * Takes the picture.
     *
     * @throws IOException if something captured cannot be serialised
     */
    @SuppressWarnings("IdentityHashMapUsage") // shared with the copies as a plain Map: only get() is asked, by identity
    static ClosureSet of(List<Object> functions, Isolation isolation) throws IOException {
        Map<Object, Integer> copied = new IdentityHashMap<>();
        List<Object> toCopy = new ArrayList<>();
        for (Object function : functions) {
            if (!isolation.immutability().isImmutable(function)
                    && copied.putIfAbsent(function, toCopy.size()) == null) {
                toCopy.add(function);
            }
        }
        if (toCopy.isEmpty()) {
            return new ClosureSet(Map.of(), null, null);
        }
        Object[] originals = toCopy.toArray();
        CopyRecipe recipe = CopyRecipe.of(originals, isolation.immutability());
        return new ClosureSet(
                copied, recipe, recipe == null ? isolation.closures().toBytes(originals) : null);
    }

    /** Bytes of the picture, about; 0: every function is shared. */
    int sizeBytes() {
        if (recipe != null) {
            return (int) Math.min(Integer.MAX_VALUE, recipe.sizeBytes());
        }
        return graph == null ? 0 : graph.length;
    }

    /** A task's own copies. */
    Opened open(Isolation isolation) throws IOException, ClassNotFoundException {
        if (recipe != null) {
            try {
                return new Opened(copied, recipe.make());
            } catch (ReflectiveOperationException e) {
                throw new IOException("functions could not be copied for a task: " + e.getCause(), e);
            }
        }
        if (graph == null) {
            return NOTHING_COPIED;
        }
        if (!(isolation.closures().fromBytes(graph) instanceof Object[] copies)) {
            throw new IllegalStateException("the closures were written as an array");
        }
        return new Opened(copied, copies);
    }

    /** The functions as one task sees them. */
    static final class Opened {
        private final Map<Object, Integer> copied;
        private final Object[] copies;

        private Opened(Map<Object, Integer> copied, Object[] copies) {
            this.copied = copied;
            this.copies = copies;
        }

        @SuppressWarnings("unchecked") // a copy has the type of its original
        <F> F get(F original) {
            Integer position = copied.get(original);
            return position == null ? original : (F) copies[position];
        }
    }
}
