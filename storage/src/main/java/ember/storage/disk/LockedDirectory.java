// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A directory that only its owner may look into, and beside it a file that this process keeps locked for as long as it lives: the
 * operating system gives the lock up even if the process is killed, and {@link Leftovers} then finds the directory. The lock comes
 * before the directory and goes after it, so a directory that is in use is never without.
 */
final class LockedDirectory {
    static final String LOCK_SUFFIX = ".lock";

    /** What names of all processes begin with; the process id and when it was started follow. */
    static final String NAME_PREFIX = "ember-";

    private final Path root;
    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;

    private LockedDirectory(Path root, Path path, Path lockFile, FileChannel lock) {
        this.root = root;
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * What the names of this process begin with. The same in all class loaders of a JVM, and another one after a restart, even in
     * a container where every process has the same id.
     */
    static String ownPrefix() {
        ProcessHandle self = ProcessHandle.current();
        long startMillis =
                self.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
        return NAME_PREFIX + self.pid() + "-" + startMillis + "-";
    }

    /** Makes one in {@code root}, which is made too if it is missing. */
    static LockedDirectory make(Path root) throws IOException {
        Files.createDirectories(root);
        String prefix = ownPrefix();
        while (true) {
            Path lockFile = Files.createTempFile(root, prefix, LOCK_SUFFIX);
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE);
            boolean made = false;
            try {
                if (isLocked(lock, lockFile)) {
                    Path path = directoryOf(lockFile);
                    Files.createDirectory(path, onlyForOwner(root));
                    made = true;
                    return new LockedDirectory(root, path, lockFile, lock);
                }
            } finally {
                if (!made) {
                    lock.close();
                    Files.deleteIfExists(lockFile);
                }
            }
        }
    }

    private static boolean isLocked(FileChannel lock, Path lockFile) throws IOException {
        try {
            // Before it was locked, a process that tidies up may have taken it for a dead one's.
            return lock.tryLock() != null && Files.exists(lockFile);
        } catch (IOException e) {
            LoggerFactory.getLogger("DiskBlockManager")
                    .warn(
                            "Files cannot be locked in " + lockFile.getParent()
                                    + ": if this process is killed, its temporary files stay there",
                            e);
            // Nobody may take the directory for a dead one's.
            Files.delete(lockFile);
            return true;
        }
    }

    private static FileAttribute<?>[] onlyForOwner(Path root) {
        return root.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The directory that a lock file stands for. */
    static Path directoryOf(Path lockFile) {
        String name = String.valueOf(lockFile.getFileName());
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length()));
    }

    Path root() {
        return root;
    }

    Path path() {
        return path;
    }

    /** Whether nobody has deleted it. */
    boolean isThere() {
        return Files.isDirectory(path);
    }

    /** Deletes it with all that is in it. The lock is given up even if that fails: what is left is a leftover. */
    void delete() throws IOException {
        try {
            deleteTree(path);
            Files.deleteIfExists(lockFile);
        } finally {
            lock.close();
        }
    }

    /** Deletes a directory with all that is in it; links are deleted, not followed. What is gone already does not matter. */
    static void deleteTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
