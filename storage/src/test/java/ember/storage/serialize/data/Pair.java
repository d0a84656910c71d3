// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.ImmutableContainers;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A facade's pair, as a stand-in for its tuples. */
final class Pair implements Serializable {
    private final @Nullable Object first;
    private final @Nullable Object second;

    Pair(@Nullable Object first, @Nullable Object second) {
        this.first = first;
        this.second = second;
    }

    @Nullable
    Object first() {
        return first;
    }

    @Nullable
    Object second() {
        return second;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pair that && Objects.equals(first, that.first) && Objects.equals(second, that.second);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, second);
    }

    @Override
    public String toString() {
        return "(" + first + "," + second + ")";
    }

    static final ImmutableContainers CONTAINERS = new ImmutableContainers() {
        @Override
        public int arity(Class<?> type) {
            return type == Pair.class ? 2 : -1;
        }

        @Override
        public @Nullable Object component(Object container, int index) {
            return index == 0 ? ((Pair) container).first() : ((Pair) container).second();
        }

        @Override
        public int code(Class<?> type) {
            return type == Pair.class ? 7 : -1;
        }

        @Override
        public Object rebuild(int code, Components components) throws IOException, ClassNotFoundException {
            return new Pair(components.next(), components.next());
        }
    };
}
