// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import ember.model.KeyEquality;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map whose keys are the same where a {@link KeyEquality} says so: to Scala 0 and 0.0 are. */
final class KeyMap<V> implements Serializable {
    private final KeyEquality equality;
    private final Map<Key, V> values = new HashMap<>();

    KeyMap(KeyEquality equality) {
        this.equality = equality;
    }

    /** The last value of each key. */
    static <V> KeyMap<V> of(KeyEquality equality, Map<?, V> values) {
        KeyMap<V> map = new KeyMap<>(equality);
        values.forEach(map::put);
        return map;
    }

    private record Key(KeyEquality equality, @Nullable Object key) implements Serializable {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && equality.equal(key, that.key);
        }

        @Override
        public int hashCode() {
            return equality.hash(key);
        }
    }

    KeyEquality equality() {
        return equality;
    }

    @Nullable
    V get(@Nullable Object key) {
        return values.get(new Key(equality, key));
    }

    /** @throws NoSuchElementException if the key is not there */
    V existing(@Nullable Object key) {
        V value = get(key);
        if (value == null) {
            throw new NoSuchElementException("key not found: " + key);
        }
        return value;
    }

    /** What was there before; null: nothing. */
    @Nullable
    V put(@Nullable Object key, V value) {
        return values.put(new Key(equality, key), value);
    }

    /** @param first makes what is put if there is nothing */
    V getOrPut(@Nullable Object key, Supplier<? extends V> first) {
        return values.computeIfAbsent(new Key(equality, key), absent -> first.get());
    }

    void forEach(BiConsumer<@Nullable Object, ? super V> taker) {
        values.forEach((key, value) -> taker.accept(key.key, value));
    }
}
