// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import org.jspecify.annotations.Nullable;

/**
 * Names classes whose objects change only if one of their components does, such as the tuples of the facade. The engine knows the
 * JDK's immutable classes by itself; the facade supplies the rest.
 */
public interface ImmutableContainers {
    /** How many components the objects of exactly this class have; 0: never changes; -1: not known here. Always the same answer. */
    int arity(Class<?> type);

    /**
     * A component of a container. Answering with something mutable, such as the container itself, declares this one container
     * mutable: it is then copied by serialisation.
     *
     * @param index in [0, {@link #arity})
     */
    @Nullable
    Object component(Object container, int index);

    /** Knows no class. */
    ImmutableContainers NONE = new ImmutableContainers() {
        @Override
        public int arity(Class<?> type) {
            return -1;
        }

        @Override
        public @Nullable Object component(Object container, int index) {
            throw new IllegalArgumentException("not a container: " + container.getClass());
        }
    };
}
