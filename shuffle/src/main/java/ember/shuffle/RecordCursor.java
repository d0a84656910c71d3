// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import org.jspecify.annotations.Nullable;

/** Walks over key-value records without making pairs of them. Starts before the first. Used by one thread. */
public interface RecordCursor {
    /** Of a hash code: it is not known. */
    long UNKNOWN = -1;

    /** Moves to the next record; false: there is none, and there is no current record. */
    boolean advance() throws Exception;

    /** The key of the current record: the same object however often it is asked for, or an equal one if it is a boxed number. */
    @Nullable
    Object key();

    /** The hash code of the current key if it is known without looking at the key, as an unsigned number; else {@link #UNKNOWN}. */
    default long knownKeyHash() {
        return UNKNOWN;
    }

    /** The value of the current record: the same object however often it is asked for, or an equal one if it is a boxed number. */
    @Nullable
    Object value();
}
