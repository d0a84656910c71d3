// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.Elements;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task's result on its way to the driver: as it is if nobody could tell it from a copy, else as bytes, so the driver never shares a
 * mutable object with a task or a cached block.
 */
public final class TaskResult {
    private final @Nullable Object value;
    private final byte @Nullable [] bytes;
    /** Whether the bytes are an array of what is to be {@link Elements}, a class that has no codec. */
    private final boolean isArray;

    private TaskResult(@Nullable Object value, byte @Nullable [] bytes, boolean isArray) {
        this.value = value;
        this.bytes = bytes;
        this.isArray = isArray;
    }

    /**
     * Packs a result.
     *
     * @throws java.io.NotSerializableException if it is mutable and cannot be serialised
     */
    static TaskResult of(@Nullable Object value, Isolation isolation) throws IOException {
        if (isolation.isShareable(value)) {
            return new TaskResult(value, null, false);
        }
        boolean isArray = value instanceof Elements;
        Object written = value instanceof Elements elements ? elements.values() : value;
        return new TaskResult(null, isolation.data().toBytes(written), isArray);
    }

    /** Bytes it was serialised to; 0: it is handed over as it is. */
    int sizeBytes() {
        return bytes == null ? 0 : bytes.length;
    }

    /** The result; a copy of its own if it came as bytes. */
    public @Nullable Object open(Isolation isolation) throws IOException, ClassNotFoundException {
        if (bytes == null) {
            return value;
        }
        Object read = isolation.data().fromBytes(bytes);
        return isArray ? Elements.over((Object[]) Objects.requireNonNull(read)) : read;
    }

    /** An exception as it would arrive: a copy; null if it cannot be copied, then only its text travels. */
    static @Nullable Throwable travelled(Throwable failure, Isolation isolation) {
        try {
            return isolation.closures().copy(failure);
        } catch (Throwable e) {
            // Whatever its writeObject does, the stack it needs included, must not keep the task from reporting. Its
            // description, which is in the report too, is all that a user of Spark would see.
            return null;
        }
    }
}
