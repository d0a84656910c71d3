// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers the objects of one record by identity, in the order in which they are entered. Open addressing, reused by all records. */
final class Handles {
    /** What {@link #enter} says of an object it had not seen. */
    static final int NEW = -1;

    private static final int CAPACITY = 64;

    private @Nullable Object[] keys = new @Nullable Object[CAPACITY];
    private int[] numbers = new int[CAPACITY];
    private int size;

    /** Number of objects entered. */
    int size() {
        return size;
    }

    /** Forgets all objects, and the room that many took. */
    void clear() {
        if (size == 0) {
            return;
        }
        if (keys.length > 1 << 12) {
            keys = new @Nullable Object[CAPACITY];
            numbers = new int[CAPACITY];
        } else {
            Arrays.fill(keys, null);
        }
        size = 0;
    }

    /** The number the object has, or {@link #NEW} if it gets the next one now. */
    int enter(Object object) {
        if (2 * size >= keys.length) {
            grow();
        }
        int slot = slotOf(object);
        if (keys[slot] != null) {
            return numbers[slot];
        }
        keys[slot] = object;
        numbers[slot] = size++;
        return NEW;
    }

    private int slotOf(Object object) {
        int mask = keys.length - 1;
        int slot = ((System.identityHashCode(object) * 0x9E3779B9) >>> 7) & mask;
        while (keys[slot] != null && keys[slot] != object) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new @Nullable Object[oldKeys.length * 2];
        numbers = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            Object key = oldKeys[i];
            if (key != null) {
                int slot = slotOf(key);
                keys[slot] = key;
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
