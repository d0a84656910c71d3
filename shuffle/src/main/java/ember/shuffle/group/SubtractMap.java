// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.Failures;
import ember.model.Pairing;
import ember.model.SubtractBuffer;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.TaskMemory.Reservation;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of which some keys are taken out again. They are in a map of the JDK as long as there is room, so that the order of what is left
 * is Spark's; from then on both sides are gathered by a {@link GroupMap}, and a key is left if the other side has no value.
 */
public final class SubtractMap implements SubtractBuffer {
    private static final int KEPT = 0;
    private static final int REMOVED = 1;

    /** An entry of a map of the JDK, and its places in the map's table and in the order in which entries are handed out. */
    private static final int ENTRY_BYTES = 32 + 8 + 4;

    /** What was removed is given back when it makes up so much. */
    private static final long SHRINK_BYTES = 64 << 10;

    private final SpillSpace space;
    private final Reservation memory;
    private final RecordSizes keySizes = new RecordSizes();
    private final RecordSizes valueSizes = new RecordSizes();
    private final Map<@Nullable Object, Sides> kept = new HashMap<>();
    private long keyBytes;
    private long valueBytes;
    private @Nullable GroupMap external;
    private @Nullable Handout handout;
    private boolean moving;

    /** @param space the task's */
    public SubtractMap(SpillSpace space) {
        this.space = space;
        this.memory = space.memory().reserve(this::spill);
    }

    @Override
    public void keep(@Nullable Object key, @Nullable Object value) {
        if (external != null) {
            external.add(KEPT, key, value);
            return;
        }
        Sides group = kept.get(key);
        if (group == null) {
            group = new Sides(2);
            // Not by computeIfAbsent: keys of one place in the map's table would come in another order.
            kept.put(key, group);
            keyBytes += keySizes.add(key) + Sides.bytesOfKey(2) + ENTRY_BYTES;
        }
        valueBytes += group.append(KEPT, value, valueSizes.add(value));
        if (bytes() > memory.bytes() && !memory.growAmplyTo(bytes())) {
            moveOut();
        }
    }

    private long bytes() {
        return keyBytes + valueBytes;
    }

    @Override
    public void remove(@Nullable Object key) {
        if (external != null) {
            external.add(REMOVED, key, null);
            return;
        }
        int keys = kept.size();
        Sides removed = kept.remove(key);
        if (removed != null) {
            keyBytes -= keyBytes / keys;
            valueBytes -= removed.bytes();
            if (bytes() < memory.bytes() - SHRINK_BYTES) {
                memory.shrinkTo(bytes());
            }
        }
    }

    private void spill() throws Exception {
        if (handout != null) {
            handout.spill();
        } else if (external == null) {
            moveOut();
        }
    }

    private void moveOut() {
        if (moving || kept.isEmpty()) {
            return;
        }
        moving = true;
        GroupMap groups = new GroupMap(2, space);
        try {
            groups.adopt(MapCursor.byHash(kept), bytes());
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
        external = groups;
        memory.close();
    }

    @Override
    public <P> Iterator<P> rest(Pairing<P> pairing) {
        Handout groups = handOut();
        return new Iterator<>() {
            private @Nullable Object key;
            private Iterator<Object> values = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                try {
                    while (!values.hasNext() && groups.advance()) {
                        key = groups.key();
                        if (groups.sides().get(REMOVED).isEmpty()) {
                            values = groups.sides().get(KEPT).iterator();
                        }
                    }
                } catch (Exception e) {
                    throw Failures.sneaky(e);
                }
                return values.hasNext();
            }

            @Override
            public P next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return pairing.of(key, values.next());
            }
        };
    }

    private Handout handOut() {
        int keys = kept.size();
        try {
            handout = external != null
                    ? external.handOut()
                    : new Handout(
                            new GroupRuns(space, 2), MapCursor.inOrder(kept, keys == 0 ? 0 : keyBytes / keys), memory);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
        return handout;
    }
}
