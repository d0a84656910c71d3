// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.TaskMemory.Reservation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ordered runs that one structure has written, and how they become one. Used by one thread. */
final class Runs {
    private static final int LEAST_FAN_IN = 4;
    private static final int MOST_FAN_IN = 128;
    private static final int READERS_PART = 4;

    private final SpillSpace space;
    private final RecordOrder order;
    private final int partitions;
    private final String purpose;
    private List<Run> runs = new ArrayList<>();

    /** @param purpose part of the files' names */
    Runs(SpillSpace space, RecordOrder order, int partitions, String purpose) {
        this.space = space;
        this.order = order;
        this.partitions = partitions;
        this.purpose = purpose;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /**
     * Writes what is left of an ordered cursor as the next run. Until it is written the cursor keeps it: what is held of the budget goes
     * down after that, not before.
     *
     * @param memoryBytes what its records take in memory
     */
    void add(InMemoryCursor records, long memoryBytes) throws Exception {
        records.keepAll();
        Run run = Run.write(records, partitions, space, purpose);
        runs.add(run);
        space.spilled(memoryBytes, run.extent().diskBytes());
        records.letGo();
    }

    /**
     * All records in order, those of the same place by run. Call once. Runs are merged in passes if there are more of them than can be
     * open at once.
     *
     * @param last records that are still in memory, as the last run; null: there are none
     */
    OrderedMerge merged(@Nullable PartitionedCursor last) throws Exception {
        int fanIn = fanIn();
        while (runs.size() >= fanIn) {
            runs = mergedOnce(fanIn);
        }
        return merge(runs, last);
    }

    private OrderedMerge merge(List<Run> merged, @Nullable PartitionedCursor last) throws IOException {
        Reservation readers = space.memory().reserve(() -> {});
        readers.hold(merged.size() * ExtentCursor.bytes(space));
        List<PartitionedCursor> cursors = new ArrayList<>(merged.size() + 1);
        for (Run run : merged) {
            cursors.add(run.open(space));
        }
        if (last != null) {
            cursors.add(last);
        }
        return new OrderedMerge(cursors, order, readers::close);
    }

    /** Neighbours are merged, so that records of the same place keep their order. */
    private List<Run> mergedOnce(int fanIn) throws Exception {
        List<Run> fewer = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += fanIn) {
            List<Run> part = runs.subList(from, Math.min(runs.size(), from + fanIn));
            fewer.add(part.size() == 1 ? part.get(0) : Run.write(merge(part, null), partitions, space, purpose));
        }
        return fewer;
    }

    /** So many open runs take no more than a part of what the task may hold. */
    private int fanIn() {
        long affordable = space.memory().shareBytes() / READERS_PART / ExtentCursor.bytes(space);
        return (int) Math.min(MOST_FAN_IN, Math.max(LEAST_FAN_IN, affordable));
    }
}
