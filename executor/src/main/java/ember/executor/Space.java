// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.TaskMetrics;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.DiskSettings;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.memory.TaskMemory;
import ember.storage.serialize.Serialization;

/**
 * Where an executor's tasks put their data; shared by all executors of a context.
 *
 * @param offHeap for cached blocks outside the heap; of 0 bytes unless {@code spark.memory.offHeap.enabled}
 * @param files for what memory has no room for
 * @param disk how those are written
 * @param logsInfo whether what is not a warning is logged
 */
public record Space(
        MemoryBudget memory, MemoryBudget offHeap, TempDirectory files, DiskSettings disk, boolean logsInfo) {
    private static final int LEAST_FRAME_BYTES = 4 << 10;

    /** Frames of which a budget holds at least so many: merging opens many files at once. */
    private static final int FRAMES = 512;

    /** The space of one task. */
    SpillSpace newSpills(TaskMemory task, Serialization data, TaskMetrics.Builder metrics) {
        return new SpillSpace(task, files, data, affordable(disk.spill()), metrics, logsInfo);
    }

    /** How map outputs are written. */
    FrameFormat outputFormat() {
        return affordable(disk.shuffle());
    }

    private FrameFormat affordable(FrameFormat wanted) {
        long affordable = Math.max(LEAST_FRAME_BYTES, memory.maxBytes() / FRAMES);
        return new FrameFormat(wanted.compression(), (int) Math.min(wanted.frameBytes(), affordable));
    }
}
