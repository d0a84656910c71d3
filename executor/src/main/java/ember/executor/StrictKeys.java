// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.Failures;
import ember.model.Pairing;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.util.Iterator;

/**
 * Refuses keys that would not meet their equals on a cluster ({@code ember.strict}). Such a key is found by its hash code on another
 * machine, where it arrives as a copy.
 *
 * @param <P> type of the pairs
 */
final class StrictKeys<P> implements Iterator<P> {
    private final Iterator<? extends P> pairs;
    private final Pairing<P> pairing;
    private final Serialization serialization;

    StrictKeys(Iterator<? extends P> pairs, Pairing<P> pairing, Serialization serialization) {
        this.pairs = pairs;
        this.pairing = pairing;
        this.serialization = serialization;
    }

    @Override
    public boolean hasNext() {
        return pairs.hasNext();
    }

    /** Throws what copying the key throws, undeclared, and {@link IllegalStateException} for a key that is refused. */
    @Override
    public P next() {
        P pair = pairs.next();
        Object key = pairing.key(pair);
        if (key != null) {
            check(key);
        }
        return pair;
    }

    private void check(Object key) {
        if (key instanceof Enum || key instanceof Class) {
            throw refused(key, "has another hash code in each JVM");
        }
        Object copy = copy(key);
        if (!key.equals(copy)) {
            throw refused(key, "is not equal to its own copy");
        }
        if (key.hashCode() != copy.hashCode()) {
            throw refused(key, "has another hash code than its own copy");
        }
    }

    private Object copy(Object key) {
        try {
            return serialization.copy(key);
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    private static IllegalStateException refused(Object key, String why) {
        return new IllegalStateException("A key of " + key.getClass().getName() + " " + why
                + ": on a cluster, records of equal keys would not meet (ember.strict). The key: " + key);
    }
}
