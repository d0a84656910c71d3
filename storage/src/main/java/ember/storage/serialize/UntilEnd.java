// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import ember.model.Failures;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads records until the stream ends, one ahead: only reading tells whether there is another. */
final class UntilEnd<T> implements Iterator<T> {
    private final RecordReader reader;
    private @Nullable Object ahead;
    private boolean known;
    private boolean ended;

    UntilEnd(RecordReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        if (!known && !ended) {
            try {
                ahead = reader.read();
                known = true;
            } catch (EOFException e) {
                ended = true;
            } catch (IOException | ClassNotFoundException e) {
                throw Failures.sneaky(e);
            }
        }
        return known;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The caller reads what it wrote, nulls too.
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        known = false;
        T value = (T) ahead;
        ahead = null;
        return value;
    }
}
