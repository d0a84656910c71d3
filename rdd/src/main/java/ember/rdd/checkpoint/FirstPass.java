// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.checkpoint;

import ember.rdd.JobRunner;
import ember.rdd.PartitionRecorder;
import ember.rdd.Rdd;
import ember.rdd.RecordSink;
import ember.rdd.TaskContext;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the partitions of an RDD that is to be truncated while an action's job reads them, so that the checkpoint's own job need not
 * compute them again. What was read to its end by a task that succeeded is kept; whatever goes wrong here is left to that job to
 * meet, and to tell.
 */
final class FirstPass implements PartitionRecorder {
    private final File directory;
    private final boolean compressed;

    /** Tells this pass from others that failed. */
    private final String prefix = ".first-pass-" + UUID.randomUUID() + "-";

    private FirstPass(File directory, boolean compressed) {
        this.directory = directory;
        this.compressed = compressed;
    }

    /** @return whether what is read of the RDD is written from now on, until {@link #end}, because of this call */
    static boolean begin(Rdd<?> rdd) {
        JobRunner runner = rdd.runner();
        File root = runner.checkpoints().directory();
        if (root == null || rdd.storageLevel().isValid()) {
            return false;
        }
        File directory = Truncation.directoryOf(rdd, root);
        try {
            Files.createDirectories(directory.toPath());
        } catch (IOException e) {
            return false;
        }
        return rdd.recordBy(new FirstPass(directory, Truncation.isCompressed(runner)));
    }

    /** Forgets what was written and is not part of the checkpoint. */
    static void end(Rdd<?> rdd) {
        if (rdd.recorder() instanceof FirstPass pass) {
            rdd.recordNoMore();
            File[] left = pass.directory.listFiles((parent, name) -> name.startsWith(pass.prefix));
            for (File file : left == null ? new File[0] : left) {
                delete(file);
            }
        }
    }

    /** What the names of the files of the RDD's pass begin with; null: there is no pass. */
    static @Nullable String prefixOf(Rdd<?> rdd) {
        return rdd.recorder() instanceof FirstPass pass ? pass.prefix : null;
    }

    @Override
    public <T> Iterator<T> read(int partition, TaskContext context, Computation<T> computation) throws Exception {
        File written = new File(directory, prefix + CheckpointFiles.part(partition));
        if (written.exists()) {
            return context.readRecords(new FileInputStream(written), compressed);
        }
        Iterator<T> elements = computation.compute();
        File attempt = new File(directory, written.getName() + "-attempt-" + context.taskAttemptId());
        RecordSink sink;
        try {
            sink = context.recordSink(
                    new BufferedOutputStream(Files.newOutputStream(attempt.toPath(), StandardOpenOption.CREATE_NEW)),
                    compressed);
        } catch (IOException e) {
            // The task reads the partition a second time, or the disk is full.
            return elements;
        }
        Recording<T> recording = new Recording<>(elements, sink, attempt);
        context.addCompletionListener(task -> recording.end(written, !task.isFailed() && !task.isInterrupted()));
        return recording;
    }

    private static void delete(File file) {
        // What cannot be deleted has a name that nobody asks for.
        file.delete();
    }

    /** Hands elements on and writes them. */
    private static final class Recording<T> implements Iterator<T> {
        private final Iterator<T> elements;
        private final File attempt;
        private @Nullable RecordSink sink;
        private boolean complete;

        private Recording(Iterator<T> elements, RecordSink sink, File attempt) {
            this.elements = elements;
            this.sink = sink;
            this.attempt = attempt;
        }

        @Override
        public boolean hasNext() {
            boolean more = elements.hasNext();
            if (!more && sink != null) {
                complete = close();
            }
            return more;
        }

        @Override
        public T next() {
            T element = elements.next();
            if (sink != null) {
                try {
                    sink.write(element);
                } catch (IOException | RuntimeException | StackOverflowError e) {
                    close();
                }
            }
            return element;
        }

        /** @return whether all that was written is there */
        private boolean close() {
            RecordSink open = sink;
            sink = null;
            if (open != null) {
                try {
                    open.close();
                    return true;
                } catch (IOException e) {
                    return false;
                }
            }
            return false;
        }

        private void end(File written, boolean succeeded) {
            close();
            if (!complete || !succeeded || written.exists() || !attempt.renameTo(written)) {
                delete(attempt);
            }
        }
    }
}
