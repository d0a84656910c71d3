// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The private directory of one context: made when the first file is, open to its owner only, deleted with all that is in it when
 * closed. Safe for use by many threads.
 */
public final class TempDirectory implements AutoCloseable {
    private final Path parent;
    private @Nullable Path directory;
    private long filesMade;
    private boolean closed;

    /** @param parent an existing directory */
    public TempDirectory(Path parent) {
        this.parent = parent;
    }

    /**
     * A path in the directory that no other call was given. The file is not made.
     *
     * @throws IOException if the directory cannot be made
     * @throws IllegalStateException if closed
     */
    public synchronized Path newFile(String name) throws IOException {
        if (closed) {
            throw new IllegalStateException("the context's temporary directory was deleted");
        }
        if (directory == null) {
            directory = Files.createTempDirectory(
                    parent, "ember-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis() + "-");
        }
        return directory.resolve(name + "-" + filesMade++);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (directory == null) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
        directory = null;
    }
}
