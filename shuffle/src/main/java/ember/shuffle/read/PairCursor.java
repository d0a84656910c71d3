// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.read;

import ember.model.Pairing;
import ember.shuffle.RecordCursor;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The keys and values of pairs, taken out at once because the iterator may reuse its pair object. */
final class PairCursor<P> implements RecordCursor {
    private final Iterator<P> pairs;
    private final Pairing<P> pairing;
    private @Nullable Object key;
    private @Nullable Object value;

    PairCursor(Iterator<P> pairs, Pairing<P> pairing) {
        this.pairs = pairs;
        this.pairing = pairing;
    }

    @Override
    public boolean advance() {
        if (!pairs.hasNext()) {
            key = null;
            value = null;
            return false;
        }
        P pair = pairs.next();
        key = pairing.key(pair);
        value = pairing.value(pair);
        return true;
    }

    @Override
    public @Nullable Object key() {
        return key;
    }

    @Override
    public @Nullable Object value() {
        return value;
    }
}
