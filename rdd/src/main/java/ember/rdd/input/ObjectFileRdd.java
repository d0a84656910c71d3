// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.model.function.Function1;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.transform.Transformations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of object files: arrays of elements that were serialised, as bytes. */
public final class ObjectFileRdd extends Rdd<byte[]> {
    /** Splits are not shorter than a file's marks are apart. */
    private static final long MIN_SPLIT_BYTES = 100 << 10;

    private final String path;
    private final int minPartitions;

    private ObjectFileRdd(JobRunner runner, String path, int minPartitions) {
        super(runner);
        this.path = path;
        this.minPartitions = minPartitions;
        setName(path);
    }

    /**
     * The elements of object files; a path may be a list, with globs.
     *
     * @param minPartitions a hint at the number of partitions
     */
    public static <T> Rdd<T> objects(JobRunner runner, String path, int minPartitions) {
        runner.ensureActive();
        return unpack(new ObjectFileRdd(runner, path, minPartitions));
    }

    /** The elements that records of object files hold. */
    public static <T> Rdd<T> unpack(Rdd<byte[]> records) {
        return Transformations.flatMap(records, new Unpack<>());
    }

    @Override
    public String kind() {
        return "HadoopRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        try {
            return FileSplit.shares(InputPaths.files(path, true), minPartitions, MIN_SPLIT_BYTES);
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
    }

    @Override
    public Iterator<byte[]> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws IOException {
        FileSplit split = (FileSplit) partition;
        SequenceFileReader reader = new SequenceFileReader(split.file());
        context.addCompletionListener(ended -> reader.close());
        reader.seek(split.start());
        return new Records(reader, split, context);
    }

    /** The records of a split, which ends at the first mark that is not before its last byte. */
    private static final class Records implements Iterator<byte[]> {
        private final SequenceFileReader reader;
        private final FileSplit split;
        private final TaskContext context;
        private byte @Nullable [] next;
        private boolean done;

        Records(SequenceFileReader reader, FileSplit split, TaskContext context) {
            this.reader = reader;
            this.split = split;
            this.context = context;
            // The split before this one reads on to the first mark: if that lies behind this one, nothing is left.
            this.done = reader.position() >= split.end();
        }

        @Override
        public boolean hasNext() {
            if (next == null && !done) {
                try {
                    next = reader.next(split.end());
                } catch (IOException e) {
                    throw Failures.sneaky(e);
                }
                done = next == null;
            }
            return next != null;
        }

        @Override
        public byte[] next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            byte[] record = next;
            next = null;
            context.metrics().add(TaskMetric.INPUT_BYTES_READ, record.length);
            context.metrics().add(TaskMetric.INPUT_RECORDS_READ, 1);
            return record;
        }
    }

    /** The elements of a record. */
    private record Unpack<T>() implements Function1<byte[], Iterator<T>> {
        @Override
        public Iterator<T> call(byte[] record) throws IOException, ClassNotFoundException {
            try (ObjectInputStream in = new ContextInput(new ByteArrayInputStream(record))) {
                // What was saved decides the type; the caller says what it is.
                @SuppressWarnings("unchecked")
                T[] elements = (T[]) in.readObject();
                return Arrays.asList(elements).iterator();
            }
        }
    }

    /** Looks for classes where the program's are. */
    private static final class ContextInput extends ObjectInputStream {
        ContextInput(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            if (loader != null) {
                try {
                    return Class.forName(described.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                    // Perhaps a primitive type, or one that only the caller knows.
                    return super.resolveClass(described);
                }
            }
            return super.resolveClass(described);
        }
    }
}
