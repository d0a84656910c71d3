// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.memory.SizeEstimator;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the records of one segment: by reference as long as all are immutable, from the first other one on as bytes, written at
 * once because their owner may change them later. Used by one thread, and once.
 */
public final class SegmentBuilder {
    /** Records whose size is measured; the others are taken to be like them on average. */
    private static final int MEASURED = 16;

    private static final @Nullable Object[] NONE = {};
    private static final Segment EMPTY = new SharedSegment(NONE, 0, 0);

    private final Serialization serialization;
    private final Immutability.Probe keys;
    private final Immutability.Probe values;
    private @Nullable Object[] shared = NONE;
    private int count;
    private long measuredBytes;
    private @Nullable RecordWriter writer;
    private @Nullable ByteArrayOutputStream bytes;

    /**
     * @param keys what tells immutable keys; may serve several builders of one thread
     * @param values the same for values
     */
    public SegmentBuilder(Serialization serialization, Immutability.Probe keys, Immutability.Probe values) {
        this.serialization = serialization;
        this.keys = keys;
        this.values = values;
    }

    /** @throws java.io.NotSerializableException if the record is neither immutable nor serialisable */
    public void add(@Nullable Object key, @Nullable Object value) throws IOException {
        if (writer == null && (!keys.isImmutable(key) || !values.isImmutable(value))) {
            writer = serializeShared();
        }
        if (writer != null) {
            writer.write(key);
            writer.write(value);
            count++;
            return;
        }
        if (2 * count == shared.length) {
            shared = Arrays.copyOf(shared, Math.max(8, 2 * shared.length));
        }
        if (count < MEASURED) {
            measuredBytes += SizeEstimator.estimate(key) + SizeEstimator.estimate(value);
        }
        shared[2 * count] = key;
        shared[2 * count + 1] = value;
        count++;
    }

    public Segment build() throws IOException {
        if (writer != null && bytes != null) {
            writer.close();
            return new SerializedSegment(serialization, bytes.toByteArray(), count);
        }
        if (count == 0) {
            return EMPTY;
        }
        long estimated = count <= MEASURED ? measuredBytes : measuredBytes * count / MEASURED;
        return new SharedSegment(shared, count, Math.max(1, estimated));
    }

    private RecordWriter serializeShared() throws IOException {
        bytes = new ByteArrayOutputStream();
        RecordWriter out = serialization.newWriter(bytes);
        for (int i = 0; i < 2 * count; i++) {
            out.write(shared[i]);
        }
        shared = NONE;
        return out;
    }
}
