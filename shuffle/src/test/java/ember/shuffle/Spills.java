// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.model.ImmutableContainers;
import ember.model.TaskMetrics;
import ember.shuffle.spill.SpillSpace;
import ember.shuffle.write.ShuffleWriter;
import ember.storage.disk.Compression;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.data.DataSerialization;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The space of a task, for tests. */
public final class Spills {
    public static final DataSerialization DATA = new DataSerialization(ImmutableContainers.NONE, null);

    public static final FrameFormat FORMAT = new FrameFormat(Compression.LZ4, 1024);

    private Spills() {}

    /** Of outputs as tasks write them. */
    public static ShuffleWriter writer() {
        return new ShuffleWriter(new Immutability(ImmutableContainers.NONE), DATA, FORMAT, id -> false);
    }

    /** All that an iterator has. */
    public static <P> ShuffleWriter.Pairs<P> all(Iterator<? extends P> pairs) {
        return taker -> {
            while (pairs.hasNext()) {
                taker.call(pairs.next());
            }
        };
    }

    /** So much that nothing is moved to disk. */
    public static SpillSpace roomy() {
        return space(1L << 30, Path.of("target"), new TaskMetrics.Builder());
    }

    public static SpillSpace space(long bytes, Path directory, TaskMetrics.Builder metrics) {
        return new SpillSpace(
                new MemoryBudget(bytes, 0).newTask(),
                new TempDirectory(List.of(directory)),
                DATA,
                FORMAT,
                metrics,
                false);
    }
}
