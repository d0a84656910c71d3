// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.output;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.model.function.Function1;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Saves elements as lines of text, one file per partition. */
public final class TextOutput {
    private TextOutput() {}

    /**
     * Writes each element's text and a line feed into {@code part-00000}, {@code part-00001}, ... of a new directory, and an empty
     * {@code _SUCCESS} when all is there.
     *
     * <p>Throws a {@link java.nio.file.FileAlreadyExistsException} if there is something at the path, and Spark's "Job aborted." if the
     * job fails; then the directory is left empty.
     */
    public static void saveAsTextFile(Rdd<?> rdd, String path) {
        Rdd<String> lines = new NarrowRdd<>(rdd, new NarrowOp.Map(new Line()), false);
        try {
            FileOutput.save(lines, path, new Lines());
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    private record Line() implements Function1<Object, Object> {
        @Override
        public Object call(@Nullable Object element) {
            if (element == null) {
                throw new IllegalArgumentException("requirement failed: text files do not allow null rows");
            }
            return element.toString();
        }
    }

    private record Lines() implements FileOutput.PartWriter<String> {
        @Override
        public void write(Iterator<String> lines, OutputStream out, TaskContext context) throws IOException {
            long records = 0;
            long bytes = 0;
            while (lines.hasNext()) {
                byte[] line = lines.next().getBytes(StandardCharsets.UTF_8);
                out.write(line);
                out.write('\n');
                records++;
                bytes += line.length + 1L;
            }
            context.metrics().add(TaskMetric.OUTPUT_RECORDS_WRITTEN, records);
            context.metrics().add(TaskMetric.OUTPUT_BYTES_WRITTEN, bytes);
        }
    }
}
