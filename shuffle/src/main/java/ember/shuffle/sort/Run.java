// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.spill.Extent;
import ember.shuffle.spill.SpillSpace;
import ember.shuffle.spill.SpillWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ordered records on disk. */
final class Run {
    private final Extent extent;
    /** How many records belong to a partition or one before it, by partition. */
    private final long[] ends;

    private Run(Extent extent, long[] ends) {
        this.extent = extent;
        this.ends = ends;
    }

    Extent extent() {
        return extent;
    }

    /** Writes all that is left of a cursor. Nothing is left of the file if it fails, but for what the task's end removes. */
    static Run write(PartitionedCursor records, int partitions, SpillSpace space, String purpose) throws Exception {
        long[] ends = new long[partitions];
        try (SpillWriter writer = space.newFile(purpose)) {
            while (records.advance()) {
                ends[records.partition()]++;
                writer.write(records.key());
                writer.write(records.value());
            }
            Extent extent = writer.endExtent();
            for (int p = 1; p < partitions; p++) {
                ends[p] += ends[p - 1];
            }
            return new Run(extent, ends);
        }
    }

    /** A way through the records; deletes the file when it has come to the end. */
    PartitionedCursor open(SpillSpace space) throws IOException {
        return new RunCursor(this, space);
    }

    private static final class RunCursor implements PartitionedCursor {
        private final Run run;
        private final ExtentCursor records;
        private long seen;
        private int partition;

        RunCursor(Run run, SpillSpace space) throws IOException {
            this.run = run;
            this.records = new ExtentCursor(run.extent, space);
        }

        @Override
        public boolean advance() throws IOException, ClassNotFoundException {
            if (!records.advance()) {
                run.extent.file().delete();
                return false;
            }
            while (seen == run.ends[partition]) {
                partition++;
            }
            seen++;
            return true;
        }

        @Override
        public int partition() {
            return partition;
        }

        @Override
        public @Nullable Object key() {
            return records.key();
        }

        @Override
        public @Nullable Object value() {
            return records.value();
        }
    }
}
