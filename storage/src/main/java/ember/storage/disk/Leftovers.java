// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Deletes the {@linkplain LockedDirectory directories} of processes that were killed: those whose lock nobody holds any more. Never one
 * of a process that lives, of another user, or by way of a symbolic link.
 */
final class Leftovers {
    private final Path root;
    private @Nullable UserPrincipal self;

    private Leftovers(Path root) {
        this.root = root;
    }

    /** Costs one listing of {@code root} if nothing is there. What cannot be deleted is logged and stays. */
    static void delete(Path root) {
        // Every context starts with this: java.io.File needs no classes that are not loaded already.
        String[] names = root.toFile().list();
        if (names == null) {
            return;
        }
        Leftovers leftovers = new Leftovers(root);
        String ownPrefix = null;
        for (String name : names) {
            if (name.startsWith(LockedDirectory.NAME_PREFIX) && name.endsWith(LockedDirectory.LOCK_SUFFIX)) {
                ownPrefix = ownPrefix == null ? LockedDirectory.ownPrefix() : ownPrefix;
                // Not our own: on POSIX systems, closing a file gives up all locks that the process has on it.
                if (!name.startsWith(ownPrefix)) {
                    leftovers.deleteUnlessLocked(root.resolve(name));
                }
            }
        }
    }

    private void deleteUnlessLocked(Path lockFile) {
        if (!Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(lockFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock == null || !isOwn(lockFile)) {
                return;
            }
            Path directory = LockedDirectory.directoryOf(lockFile);
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                if (!isOwn(directory)) {
                    return;
                }
                LockedDirectory.deleteTree(directory);
            }
            Files.deleteIfExists(lockFile);
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // Another context is at it.
        } catch (IOException e) {
            LoggerFactory.getLogger("DiskBlockManager")
                    .warn("Could not delete what a process that died has left behind: " + lockFile, e);
        }
    }

    private boolean isOwn(Path path) throws IOException {
        if (self == null) {
            self = owner();
        }
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(self);
    }

    /** Who owns what this process makes. The user's name does not always tell: containers run under ids without a name. */
    private UserPrincipal owner() throws IOException {
        LockedDirectory own = LockedDirectory.make(root);
        try {
            return Files.getOwner(own.path(), LinkOption.NOFOLLOW_LINKS);
        } finally {
            own.delete();
        }
    }
}
