// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.read;

import ember.shuffle.RecordCursor;
import ember.shuffle.sort.CombineMap;
import org.jspecify.annotations.Nullable;

/** Walks over a finished table, in its order. */
final class CombinedCursor implements RecordCursor {
    private final CombineMap<?> map;
    private int slot = -1;

    CombinedCursor(CombineMap<?> map) {
        this.map = map;
    }

    @Override
    public boolean advance() {
        slot = map.next(slot);
        return slot >= 0;
    }

    @Override
    public @Nullable Object key() {
        return map.key(slot);
    }

    @Override
    public @Nullable Object value() {
        return map.value(slot);
    }
}
