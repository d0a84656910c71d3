// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.checkpoint;

import ember.rdd.Partitioner;
import ember.rdd.input.LocalPaths;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a reliable checkpoint: a part per partition, and the partitioner if the RDD has one. */
final class CheckpointFiles {
    private static final String PART = "part-";
    private static final String PARTITIONER = "_partitioner";

    private CheckpointFiles() {}

    /** {@code part-00000} and so on. */
    static String part(int partition) {
        String digits = Integer.toString(partition);
        return PART + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }

    /**
     * The parts in order.
     *
     * @throws IOException if one is missing
     */
    static List<File> parts(File directory) throws IOException {
        File[] found = directory.listFiles((dir, name) -> name.startsWith(PART));
        if (found == null) {
            throw new FileNotFoundException("Checkpoint directory is gone: " + LocalPaths.uri(directory));
        }
        // By number: the names of parts beyond 99,999 are longer.
        Arrays.sort(found, (one, other) -> {
            int byLength =
                    Integer.compare(one.getName().length(), other.getName().length());
            return byLength != 0 ? byLength : one.getName().compareTo(other.getName());
        });
        List<File> parts = new ArrayList<>(found.length);
        for (File part : found) {
            if (!part.getName().equals(part(parts.size()))) {
                throw new IOException("Invalid checkpoint file: " + LocalPaths.uri(part));
            }
            parts.add(part);
        }
        return parts;
    }

    static void writePartitioner(File directory, Partitioner partitioner) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream(new File(directory, PARTITIONER)))) {
            out.writeObject(partitioner);
        }
    }

    /** The partitioner that was written; null: none. */
    static @Nullable Partitioner readPartitioner(File directory) throws IOException, ClassNotFoundException {
        File file = new File(directory, PARTITIONER);
        if (!file.exists()) {
            return null;
        }
        try (ObjectInputStream in = new ContextLoaderInput(new FileInputStream(file))) {
            return (Partitioner) in.readObject();
        }
    }

    /** Finds the program's classes, which this module's loader need not see. */
    private static final class ContextLoaderInput extends ObjectInputStream {
        private ContextLoaderInput(FileInputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(
                        description.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }

    /** Makes what an attempt wrote the part, unless another attempt was first. */
    static void publish(File attempt, File part) throws IOException {
        if (part.exists() || !attempt.renameTo(part)) {
            Files.deleteIfExists(attempt.toPath());
            if (!part.exists()) {
                throw new IOException("Checkpoint failed: failed to save output of task and final output path does not"
                        + " exist: " + LocalPaths.uri(part));
            }
        }
    }
}
