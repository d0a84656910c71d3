// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.MapOutput;
import ember.shuffle.RecordCursor;
import ember.shuffle.Segment;
import ember.shuffle.SegmentCursor;
import ember.shuffle.UnreadableOutputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A part of a map output as the task that reads it has it: what cannot be read is a failed fetch of that output. */
final class FetchedSegment implements Segment {
    private final Segment segment;
    private final MapOutput output;
    private final int reducePartition;
    private final ShuffleInputs inputs;

    FetchedSegment(Segment segment, MapOutput output, int reducePartition, ShuffleInputs inputs) {
        this.segment = segment;
        this.output = output;
        this.reducePartition = reducePartition;
        this.inputs = inputs;
    }

    @Override
    public RecordCursor open() throws IOException {
        RecordCursor records;
        try {
            records = segment.open();
        } catch (UnreadableOutputException e) {
            throw unreadable(e);
        }
        return records instanceof SegmentCursor kept ? new Cursor(kept) : records;
    }

    private FetchFailedException unreadable(UnreadableOutputException why) {
        return inputs.unreadable(output, reducePartition, String.valueOf(why.getMessage()));
    }

    private final class Cursor implements RecordCursor {
        private final SegmentCursor records;

        Cursor(SegmentCursor records) {
            this.records = records;
            inputs.opened(records);
        }

        @Override
        public boolean advance() throws Exception {
            boolean there;
            try {
                there = records.advance();
            } catch (UnreadableOutputException e) {
                throw unreadable(e);
            }
            if (!there) {
                inputs.ended(records);
            }
            return there;
        }

        @Override
        public @Nullable Object key() {
            return records.key();
        }

        @Override
        public long knownKeyHash() {
            return records.knownKeyHash();
        }

        @Override
        public @Nullable Object value() {
            return records.value();
        }
    }
}
