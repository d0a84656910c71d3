// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.read;

import ember.shuffle.RecordCursor;
import ember.shuffle.Segment;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of several segments one after another; each segment is opened when it is reached. */
final class ConcatenatedCursor implements RecordCursor {
    private final Iterator<Segment> segments;
    private final Runnable onRecord;
    private @Nullable RecordCursor current;

    ConcatenatedCursor(List<Segment> segments, Runnable onRecord) {
        this.segments = segments.iterator();
        this.onRecord = onRecord;
    }

    @Override
    public boolean advance() throws Exception {
        while (current == null || !current.advance()) {
            if (!segments.hasNext()) {
                current = null;
                return false;
            }
            current = segments.next().open();
        }
        onRecord.run();
        return true;
    }

    @Override
    public @Nullable Object key() {
        return record().key();
    }

    @Override
    public long knownKeyHash() {
        return record().knownKeyHash();
    }

    @Override
    public @Nullable Object value() {
        return record().value();
    }

    private RecordCursor record() {
        if (current == null) {
            throw new IllegalStateException("not at a record");
        }
        return current;
    }
}
