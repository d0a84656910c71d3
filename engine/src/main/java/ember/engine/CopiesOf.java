// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.function.Function0;
import ember.storage.serialize.Blank;
import ember.storage.serialize.JavaSerialization;
import org.jspecify.annotations.Nullable;

/** Gives a new copy of a value, as it was when this was made, at each call; in the driver or in tasks. */
final class CopiesOf<V> implements Function0<V> {
    private final byte[] bytes;
    /** How to make copies without the bytes; null: it is not known yet, or there is no way. */
    private transient volatile @Nullable Blank blank;

    private transient volatile boolean looked;

    CopiesOf(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the bytes were made of a V, which was no null
    public V call() throws Exception {
        Blank known = blank;
        if (known != null) {
            return (V) known.make();
        }
        JavaSerialization serialization = new JavaSerialization(null);
        if (!looked) {
            blank = Blank.of(bytes, serialization.fromBytes(bytes));
            looked = true;
        }
        return (V) serialization.fromBytes(bytes);
    }
}
