// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.IOException;
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

    /**
     * A number that stands for the class in serialised data, if its objects are nothing but their components; -1: they are more, so
     * that {@link #rebuild} cannot make them.
     *
     * @return in [0, 127], or -1
     */
    int code(Class<?> type);

    /**
     * Makes a container anew.
     *
     * @param code what {@link #code} said of its class
     * @param components gives them one by one, in order; to be asked {@link #arity} times
     * @throws IOException if the components cannot be read
     */
    Object rebuild(int code, Components components) throws IOException, ClassNotFoundException;

    /** Where the components of a container come from that is made anew. */
    interface Components {
        @Nullable
        Object next() throws IOException, ClassNotFoundException;
    }

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

        @Override
        public int code(Class<?> type) {
            return -1;
        }

        @Override
        public Object rebuild(int code, Components components) {
            throw new IllegalArgumentException("no container has code " + code);
        }
    };
}
