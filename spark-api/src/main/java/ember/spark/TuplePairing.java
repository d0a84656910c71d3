// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.Pairing;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The pairs of Spark programs: {@link Tuple2}. An enum, so tasks share it: what holds it need not be copied for its sake. */
public enum TuplePairing implements Pairing<Tuple2<Object, Object>> {
    INSTANCE;

    /** The pairing for tuples of any types, which are all the same at run time. */
    @SuppressWarnings("unchecked")
    public static <K, V> Pairing<Tuple2<K, V>> get() {
        return (Pairing<Tuple2<K, V>>) (Pairing<?>) INSTANCE;
    }

    @Override
    public @Nullable Object key(Tuple2<Object, Object> pair) {
        return pair._1();
    }

    @Override
    public @Nullable Object value(Tuple2<Object, Object> pair) {
        return pair._2();
    }

    @Override
    public Tuple2<Object, Object> of(@Nullable Object key, @Nullable Object value) {
        return new Tuple2<>(key, value);
    }
}
