// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import org.jspecify.annotations.Nullable;

/** Records that nobody can change, handed over by reference. */
final class SharedSegment implements Segment {
    /** Keys at even places, their values after them; may be longer than needed. */
    private final @Nullable Object[] keysAndValues;

    private final int recordCount;
    private final long estimatedBytes;

    SharedSegment(@Nullable Object[] keysAndValues, int recordCount, long estimatedBytes) {
        this.keysAndValues = keysAndValues;
        this.recordCount = recordCount;
        this.estimatedBytes = estimatedBytes;
    }

    @Override
    public int recordCount() {
        return recordCount;
    }

    @Override
    public long estimatedBytes() {
        return estimatedBytes;
    }

    @Override
    public RecordCursor open() {
        return new Cursor();
    }

    private final class Cursor implements RecordCursor {
        private int record = -1;

        @Override
        public boolean advance() {
            return ++record < recordCount;
        }

        @Override
        public @Nullable Object key() {
            return keysAndValues[2 * record];
        }

        @Override
        public @Nullable Object value() {
            return keysAndValues[2 * record + 1];
        }
    }
}
