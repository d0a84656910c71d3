// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.spill;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * A file of one task. Deleted at the task's end, or, if values that lie in it have left the task, when nobody refers to it any more, or,
 * if it is a map output, when that is dropped; at the latest with the context's directory. Safe for use by many threads.
 */
public final class SpillFile {
    /** One thread for all files that outlive their tasks; made when the first does. */
    private static final class Late {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Path path;
    private boolean kept;

    /** @param path of a file that is not made yet and that nobody else uses */
    public SpillFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Values that lie in the file may be read after the task's end: by a cached partition, say. Whoever holds them holds this. */
    public synchronized void keep() {
        if (!kept) {
            kept = true;
            Path left = path;
            Late.CLEANER.register(this, () -> deleted(left));
        }
    }

    /** Deletes the file before the task's end: all that was in it has been read. */
    public synchronized void delete() {
        if (!kept) {
            deleted(path);
        }
    }

    void taskEnded() {
        delete();
    }

    private static void deleted(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LoggerFactory.getLogger(SpillFile.class).warn("Could not delete {}", path, e);
        }
    }
}
