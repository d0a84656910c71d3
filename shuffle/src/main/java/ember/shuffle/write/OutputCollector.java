// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.write;

import ember.model.Failures;
import ember.shuffle.MapOutputFile;
import ember.shuffle.MapOutputSegments;
import ember.shuffle.PartitionedRecords;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.FrameFormat;
import ember.storage.memory.TaskMemory.Reservation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Collects what a map task writes: in memory as long as there is room, else in files that are merged at the end. Used by the thread
 * that made it.
 */
final class OutputCollector {
    private final PartitionedRecords records;
    private final SpillSpace space;
    private final FrameFormat format;
    private final Reservation memory;
    private final List<MapOutputFile> spilled = new ArrayList<>();
    private boolean finished;
    private long writeNanos;

    /** @param format of the files */
    OutputCollector(PartitionedRecords records, SpillSpace space, FrameFormat format) {
        this.records = records;
        this.space = space;
        this.format = format;
        this.memory = space.memory().reserve(this::makeRoom);
    }

    void add(int partition, @Nullable Object key, @Nullable Object value) throws IOException {
        records.add(partition, key, value);
        long bytes = records.bytes();
        if ((bytes > memory.bytes() && !memory.growTo(bytes + bytes / 8)) || records.isFull()) {
            spill();
        }
    }

    /** Another structure of the task needs room. What anyone may hold without asking is not worth a file. */
    private void makeRoom() {
        if (finished || records.bytes() < space.memory().floorBytes()) {
            return;
        }
        try {
            spill();
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    private void spill() throws IOException {
        long bytes = records.bytes();
        // It is there, whether there is room for it or not.
        memory.hold(bytes);
        MapOutputFile file = toFile(List.of());
        spilled.add(file);
        space.spilled(bytes, file.diskBytes());
        LoggerFactory.getLogger("ExternalSorter")
                .info(
                        "Thread {} spilling in-memory map of {} bytes to disk ({} times so far)",
                        Thread.currentThread().getId(),
                        bytes,
                        spilled.size());
    }

    private MapOutputFile toFile(List<MapOutputFile> earlier) throws IOException {
        long startNanos = System.nanoTime();
        MapOutputFile file = records.moveTo(space.reserveFile("shuffle"), earlier, format);
        memory.shrinkTo(records.bytes());
        writeNanos += System.nanoTime() - startNanos;
        return file;
    }

    /** The output, in memory if all of it still is, else in one file. Call once, after the last {@link #add}. */
    WrittenOutput finish() throws IOException {
        finished = true;
        MapOutputSegments output;
        if (spilled.isEmpty()) {
            memory.hold(records.bytes());
            memory.shrinkTo(records.bytes());
            output = records.build();
        } else if (spilled.size() == 1 && records.isEmpty()) {
            output = spilled.get(0);
        } else {
            output = toFile(spilled);
            spilled.forEach(file -> file.file().delete());
        }
        return new WrittenOutput(output, memory, space, records.serializedBytes(), writeNanos);
    }
}
