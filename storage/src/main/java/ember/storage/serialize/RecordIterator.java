// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import ember.model.Failures;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads a known number of records as they are asked for, and closes its reader after the last. */
final class RecordIterator<T> implements Iterator<T> {
    private final RecordReader reader;
    private long left;

    RecordIterator(RecordReader reader, long count) throws IOException {
        this.reader = reader;
        this.left = count;
        closeIfDone();
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The caller reads what it wrote, nulls too.
    public T next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        try {
            T value = (T) reader.read();
            left--;
            closeIfDone();
            return value;
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.sneaky(e);
        }
    }

    private void closeIfDone() throws IOException {
        if (left == 0) {
            reader.close();
        }
    }
}
