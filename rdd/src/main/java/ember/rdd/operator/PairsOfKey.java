// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Pairing;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A key with each of its values: what {@link NarrowOp.FlatMapValues} opens. */
public record PairsOfKey(Pairing<Object> pairing, @Nullable Object key, Iterator<?> values)
        implements Iterator<Object> {
    @Override
    public boolean hasNext() {
        return values.hasNext();
    }

    @Override
    @SuppressWarnings("NullAway") // A pair may be of nulls.
    public Object next() {
        return pairing.of(key, values.next());
    }
}
