// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.transform.Transformations;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Records of one length each, in splits that never cut one. A rest at the end of a file is an {@link java.io.EOFException}. */
public final class BinaryRecordsRdd extends Rdd<byte[]> {
    private final String path;
    private final int recordBytes;

    private BinaryRecordsRdd(JobRunner runner, String path, int recordBytes) {
        super(runner);
        this.path = path;
        this.recordBytes = recordBytes;
        setName(path);
    }

    /** The records of files; a path may be a list, with globs. */
    public static Rdd<byte[]> records(JobRunner runner, String path, int recordBytes) {
        runner.ensureActive();
        return Transformations.view(new BinaryRecordsRdd(runner, path, recordBytes));
    }

    @Override
    public String kind() {
        return "NewHadoopRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<FileSplit> splits = new ArrayList<>();
        try {
            for (File file : InputPaths.files(path, true)) {
                FileSplit.add(file, splitBytes(), splits);
            }
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
        return splits;
    }

    /** As many whole records as a block has. */
    private long splitBytes() {
        if (recordBytes <= 0) {
            return Long.MAX_VALUE;
        }
        return Math.max(recordBytes, FileSplit.BLOCK_BYTES / recordBytes * recordBytes);
    }

    @Override
    public Iterator<byte[]> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws IOException {
        FileSplit split = (FileSplit) partition;
        if (Compression.isCompressed(split.file())) {
            throw new IOException("FixedLengthRecordReader does not support reading compressed files");
        }
        FileInputStream file = new FileInputStream(split.file());
        Records records = new Records(
                new DataInputStream(new BufferedInputStream(file)),
                Math.min(split.length(), split.file().length()),
                recordBytes,
                context);
        context.addCompletionListener(ended -> records.close());
        file.getChannel().position(split.start());
        return records;
    }

    /** The records of a split. */
    private static final class Records implements Iterator<byte[]>, Closeable {
        private final DataInputStream in;
        private final int recordBytes;
        private final long records;
        private final TaskContext context;
        private long next;

        Records(DataInputStream in, long bytes, int recordBytes, TaskContext context) {
            this.in = in;
            this.recordBytes = recordBytes;
            // An incomplete one counts, so that reading it tells.
            this.records = bytes / recordBytes + (bytes % recordBytes == 0 ? 0 : 1);
            this.context = context;
        }

        @Override
        public boolean hasNext() {
            return next < records;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                byte[] record = new byte[recordBytes];
                in.readFully(record);
                next++;
                context.metrics().add(TaskMetric.INPUT_BYTES_READ, recordBytes);
                context.metrics().add(TaskMetric.INPUT_RECORDS_READ, 1);
                return record;
            } catch (IOException e) {
                throw Failures.sneaky(e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
