// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.output;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.model.function.Function1;
import ember.rdd.Elements;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Saves elements as serialised objects, one file per partition, in the form that Spark's object files have. */
public final class ObjectOutput {
    /** Elements of one record. */
    private static final int BATCH = 10;

    private ObjectOutput() {}

    /** Like {@link TextOutput#saveAsTextFile}, with files that {@link ember.rdd.input.ObjectFileRdd} and Spark can read. */
    public static void saveAsObjectFile(Rdd<?> rdd, String path) {
        try {
            FileOutput.save(records(rdd), path, new Records());
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    /** The elements as an object file's records: arrays of ten, serialised. */
    public static Rdd<byte[]> records(Rdd<?> rdd) {
        Rdd<@Nullable Object[]> batches = new NarrowRdd<>(rdd, new Batches(), false);
        return new NarrowRdd<>(batches, new NarrowOp.Map(new Serialized()), false);
    }

    /** Elements in arrays of ten. */
    private record Batches() implements NarrowOp.PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            return new Iterator<@Nullable Object[]>() {
                @Override
                public boolean hasNext() {
                    return elements.hasNext();
                }

                @Override
                public @Nullable Object[] next() {
                    return Elements.of(elements, BATCH).values();
                }
            };
        }
    }

    /** By Java serialisation, whatever the engine's own is: the files outlive it. */
    private record Serialized() implements Function1<Object, Object> {
        @Override
        public Object call(Object batch) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(batch);
            }
            return bytes.toByteArray();
        }
    }

    private record Records() implements FileOutput.PartWriter<byte[]> {
        @Override
        public void write(Iterator<byte[]> records, OutputStream out, TaskContext context) throws IOException {
            SequenceFileWriter writer = new SequenceFileWriter(out);
            long written = 0;
            while (records.hasNext()) {
                writer.append(records.next());
                written++;
            }
            context.metrics().add(TaskMetric.OUTPUT_RECORDS_WRITTEN, written);
            context.metrics().add(TaskMetric.OUTPUT_BYTES_WRITTEN, writer.bytes());
        }
    }
}
