// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.function.Function0;
import ember.storage.serialize.JavaSerialization;

/** Gives a new copy of a value, as it was when this was made, at each call; in the driver or in tasks. */
final class CopiesOf<V> implements Function0<V> {
    private final byte[] bytes;

    CopiesOf(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the bytes were made of a V, which was no null
    public V call() throws Exception {
        return (V) new JavaSerialization(null).fromBytes(bytes);
    }
}
