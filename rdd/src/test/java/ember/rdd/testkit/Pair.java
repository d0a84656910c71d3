// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.testkit;

import ember.model.Pairing;
import java.io.Serializable;

/** The pairs of these tests. */
public record Pair(Object key, Object value) implements Serializable {
    public static final Pairing<Pair> PAIRING = new PairPairing();

    public static Pair of(Object key, Object value) {
        return new Pair(key, value);
    }

    @Override
    public String toString() {
        return "(" + key + "," + value + ")";
    }

    private record PairPairing() implements Pairing<Pair> {
        @Override
        public Object key(Pair pair) {
            return pair.key();
        }

        @Override
        public Object value(Pair pair) {
            return pair.value();
        }

        @Override
        public Pair of(Object key, Object value) {
            return new Pair(key, value);
        }
    }
}
