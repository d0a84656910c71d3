// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.Failures;
import ember.model.GroupedValues;
import ember.shuffle.spill.Extent;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.FrameFormat;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.Sized;
import ember.storage.serialize.RecordReader;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Values of a group that lie on disk. Each reader takes the memory of a frame; who reads them again may find them in memory. */
final class StoredValues implements GroupedValues.Part, Sized {
    /** Values between two looks at the memory. */
    private static final int ASK_EVERY = 64;

    /** A place in a list. */
    private static final int BYTES_PER_REFERENCE = 4;

    /** This object and its extent. */
    private static final int HEAP_BYTES = 88;

    private final Extent extent;
    private final Serialization data;
    private final FrameFormat format;
    private final RereadCache cache;

    // Guarded by this.
    private boolean readBefore;
    private boolean tooLarge;
    private @Nullable List<@Nullable Object> cached;

    StoredValues(Extent extent, SpillSpace space, RereadCache cache) {
        this.extent = extent;
        this.data = space.data();
        this.format = space.format();
        this.cache = cache;
    }

    Extent extent() {
        return extent;
    }

    @Override
    public long count() {
        return extent.count();
    }

    @Override
    public long heapBytes() {
        return HEAP_BYTES;
    }

    synchronized void forget() {
        cached = null;
        readBefore = false;
    }

    @Override
    public synchronized Iterator<@Nullable Object> open() {
        if (cached == null && readBefore && !tooLarge && cache.isOpen()) {
            cached = load();
            tooLarge = cached == null;
        }
        readBefore = true;
        return cached == null
                ? new FromDisk()
                : Collections.unmodifiableList(cached).iterator();
    }

    /** All values; null: there is no room. */
    private @Nullable List<@Nullable Object> load() {
        if (extent.count() > Integer.MAX_VALUE - 8 || !cache.hasRoom(extent.diskBytes())) {
            cache.refuse();
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>((int) extent.count());
        RecordSizes sizes = new RecordSizes();
        try (RecordReader reader = reader()) {
            for (long i = 0; i < extent.count(); i++) {
                Object value = reader.read();
                values.add(value);
                sizes.add(value);
                sizes.addBytes(BYTES_PER_REFERENCE);
                if (i % ASK_EVERY == 0 && !cache.hasRoom(sizes.bytes())) {
                    cache.refuse();
                    return null;
                }
            }
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.sneaky(e);
        }
        if (!cache.hasRoom(sizes.bytes())) {
            cache.refuse();
            return null;
        }
        cache.keep(this, sizes.bytes());
        return values;
    }

    private RecordReader reader() throws IOException {
        try {
            return extent.open(data, format);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "Values of a group are gone with the file they were in: the file was deleted, or the task that made the group"
                            + " has ended",
                    e);
        }
    }

    /** Opens the file when the first value is asked for, and closes it after the last. */
    private final class FromDisk implements Iterator<@Nullable Object> {
        private @Nullable Iterator<@Nullable Object> values;

        @Override
        public boolean hasNext() {
            return values == null ? extent.count() > 0 : values.hasNext();
        }

        @Override
        public @Nullable Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (values == null) {
                try {
                    values = reader().iterator(extent.count());
                } catch (IOException e) {
                    throw Failures.sneaky(e);
                }
            }
            return values.next();
        }
    }
}
