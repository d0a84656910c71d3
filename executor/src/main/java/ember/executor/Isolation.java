// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.Elements;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How an engine keeps tasks from seeing each other's objects: what cannot change is shared, the rest is copied by way of bytes.
 *
 * @param closures for functions, failures and files of checkpoints
 * @param data for what crosses a shuffle, a cache level or a task's end, and broadcast values
 */
public record Isolation(Immutability immutability, JavaSerialization closures, DataSerialization data) {
    /** Whether nothing is shared and what would fail on a cluster is refused: {@code ember.strict}. */
    public boolean isStrict() {
        return immutability.sharesNothing();
    }

    /** Whether nobody could tell the value from a copy. A batch of elements is judged by each of them. */
    boolean isShareable(@Nullable Object value) {
        if (!(value instanceof Elements elements)) {
            return immutability.isImmutable(value);
        }
        Immutability.Probe probe = immutability.newProbe();
        for (Object element : elements.values()) {
            if (!probe.isImmutable(element)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Finds out whether a value could be sent elsewhere, though it is not. What nobody can change is not even looked into.
     *
     * @throws IOException what serialising the value throws
     */
    public void checkSerializable(@Nullable Object value) throws IOException {
        if (immutability.isImmutable(value)) {
            return;
        }
        try (RecordWriter nowhere = data.newWriter(OutputStream.nullOutputStream())) {
            nowhere.write(value);
        }
    }
}
