// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.write;

import ember.model.ByteText;
import ember.shuffle.MapOutputFiles;
import ember.shuffle.MapOutputSegments;
import ember.shuffle.PartitionedRecords;
import ember.shuffle.SpilledRecords;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameInputStream;
import ember.storage.memory.TaskMemory.Reservation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Collects what a map task writes: in memory as long as there is room, else in files, which are merged at the end if there is little in them. Used by the thread
 * that made it.
 */
final class OutputCollector {
    /** Files that are open at once when they are merged. */
    private static final int MOST_FILES = 64;

    private final int shuffleId;
    private final PartitionedRecords records;
    private final SpillSpace space;
    private final FrameFormat format;
    private final Reservation memory;
    private final List<SpilledRecords> spilled = new ArrayList<>();
    private int spills;
    private boolean finished;
    /** In the middle of something that may read a group's values, and so ask for memory. */
    private boolean busy;

    private long writeNanos;

    /** @param format of the files */
    OutputCollector(int shuffleId, PartitionedRecords records, SpillSpace space, FrameFormat format) {
        this.shuffleId = shuffleId;
        this.records = records;
        this.space = space;
        this.format = format;
        this.memory = space.memory().reserve(this::makeRoom);
    }

    /** @param keyHash the key's hash code, if the key is known to be immutable too; else {@code RecordCursor.UNKNOWN} */
    void add(int partition, @Nullable Object key, long keyHash, @Nullable Object value) throws IOException {
        busy = true;
        try {
            records.add(partition, key, keyHash, value);
        } finally {
            busy = false;
        }
        long bytes = records.bytes();
        if ((bytes > memory.bytes() && !memory.growAmplyTo(bytes)) || records.isFull()) {
            spill();
        }
    }

    /** Another structure of the task needs room. What anyone may hold without asking is not worth a file. */
    private void makeRoom() throws IOException {
        if (finished || busy || records.bytes() < space.memory().floorBytes()) {
            return;
        }
        spill();
    }

    private void spill() throws IOException {
        long bytes = records.bytes();
        spills++;
        if (space.logsInfo()) {
            LoggerFactory.getLogger("ExternalSorter")
                    .info(
                            "Thread {} spilling in-memory map of {} (elements: {}) to disk ({} times so far)",
                            Thread.currentThread().getId(),
                            ByteText.of(bytes),
                            records.count(),
                            spills);
        }
        // It is there, whether there is room for it or not.
        memory.hold(bytes);
        SpilledRecords file = toFile("spill", List.of());
        spilled.add(file);
        space.spilled(bytes, file.file().diskBytes());
        if (spilled.size() == MOST_FILES) {
            SpilledRecords merged = merge("spill");
            spilled.clear();
            spilled.add(merged);
        }
    }

    /** What was spilled and what is in memory, in one file. */
    private SpilledRecords merge(String purpose) throws IOException {
        memory.hold(memory.bytes() + (long) spilled.size() * FrameInputStream.bufferBytes(format));
        SpilledRecords merged = toFile(purpose, spilled);
        spilled.forEach(part -> part.file().delete());
        return merged;
    }

    private SpilledRecords toFile(String purpose, List<SpilledRecords> earlier) throws IOException {
        long startNanos = System.nanoTime();
        SpilledRecords file;
        busy = true;
        try {
            file = records.moveTo(space.reserveFile(purpose), earlier, format);
        } finally {
            busy = false;
        }
        memory.shrinkTo(records.bytes());
        writeNanos += System.nanoTime() - startNanos;
        return file;
    }

    /** Whether what a file has for a partition fills a frame, so that merging would only write the same frames again. */
    private boolean partsAreLarge() {
        long diskBytes = 0;
        for (SpilledRecords part : spilled) {
            diskBytes += part.file().diskBytes();
        }
        long parts = (long) spilled.size() * records.partitions();
        return diskBytes / parts >= format.frameBytes();
    }

    private MapOutputSegments inSeveralFiles() throws IOException {
        if (records.count() > 0) {
            memory.hold(records.bytes());
            spilled.add(toFile("shuffle-" + shuffleId, List.of()));
        }
        return new MapOutputFiles(spilled.stream().map(SpilledRecords::file).toList());
    }

    /** The output, in memory if all of it still is, else in one file or a few. Call once, after the last {@link #add}. */
    WrittenOutput finish() throws IOException {
        finished = true;
        MapOutputSegments output;
        if (spilled.isEmpty()) {
            memory.hold(records.bytes());
            memory.shrinkTo(records.bytes());
            output = records.build();
        } else if (spilled.size() == 1 && records.count() == 0) {
            output = spilled.get(0).file();
        } else if (partsAreLarge()) {
            output = inSeveralFiles();
        } else {
            output = merge("shuffle-" + shuffleId).file();
        }
        return new WrittenOutput(output, memory, space, records.serializedBytes(), writeNanos);
    }
}
