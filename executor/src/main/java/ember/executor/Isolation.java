// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.Elements;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;
import org.jspecify.annotations.Nullable;

/**
 * How an engine keeps tasks from seeing each other's objects: what cannot change is shared, the rest is copied by way of bytes.
 */
public record Isolation(Immutability immutability, JavaSerialization serialization) {
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
}
