// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private directory of one context, or one in each of several places: made when the first file is, open to its owner only,
 * deleted with all that is in it when closed, or when the JVM ends, or, if that was killed, when the next context starts. Files are
 * spread by the hash of their names. Safe for use by many threads.
 */
public final class TempDirectory implements AutoCloseable {
    private final List<Path> roots;
    private final List<LockedDirectory> directories = new ArrayList<>();
    private @Nullable Thread atExit;
    private long filesMade;
    private boolean closed;

    /** @param roots where to make directories, at least one; a missing one is made when it is needed */
    public TempDirectory(List<Path> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("there must be a place for temporary files");
        }
        this.roots = List.copyOf(roots);
    }

    /** Deletes what processes of the same user that were killed have left behind in the same places. */
    public void deleteLeftovers() {
        for (Path root : roots) {
            Leftovers.delete(root);
        }
    }

    /**
     * A path that no other call was given. The file is not made.
     *
     * @throws IOException if no directory can be made
     * @throws IllegalStateException if closed
     */
    public synchronized Path newFile(String name) throws IOException {
        if (closed) {
            throw new IllegalStateException("the context's temporary directory was deleted");
        }
        if (directories.isEmpty()) {
            for (Path root : roots) {
                make(root);
            }
            requireOne();
            watchExit();
        }
        String unique = name + "-" + filesMade++;
        return directoryFor(unique).path().resolve(unique);
    }

    private LockedDirectory directoryFor(String name) throws IOException {
        while (true) {
            int chosen = (name.hashCode() & Integer.MAX_VALUE) % directories.size();
            LockedDirectory directory = directories.get(chosen);
            if (directory.isThere()) {
                return directory;
            }
            log().warn("The directory {} was deleted while it was in use; what was in it is lost", directory.path());
            directories.remove(chosen);
            directory.delete();
            make(directory.root());
            requireOne();
        }
    }

    private void make(Path root) {
        try {
            directories.add(LockedDirectory.make(root));
        } catch (IOException e) {
            log().error("Failed to create local dir in " + root + ". Ignoring this directory.", e);
        }
    }

    private void requireOne() throws IOException {
        if (directories.isEmpty()) {
            log().error("Failed to create any local dir.");
            StringBuilder all = new StringBuilder();
            for (Path root : roots) {
                all.append(all.length() == 0 ? "" : ",").append(root);
            }
            throw new IOException("Failed to get a temp directory under [" + all
                    + "]. The log says why; spark.local.dir says where temporary files go");
        }
    }

    private void watchExit() {
        if (atExit == null) {
            Thread hook = new Thread(this::deleteAll, "ember-delete-temporary-files");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                log().warn("The JVM is ending: temporary files are deleted when the next context starts");
            }
            atExit = hook;
        }
    }

    /** Deletes all files; what cannot be deleted is logged, and left to the next context. Further calls do nothing. */
    @Override
    public synchronized void close() {
        deleteAll();
        Thread hook = atExit;
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook finds nothing to do.
        }
    }

    private synchronized void deleteAll() {
        closed = true;
        for (LockedDirectory directory : directories) {
            try {
                directory.delete();
            } catch (IOException e) {
                log().warn("Could not delete " + directory.path(), e);
            }
        }
        directories.clear();
    }

    /** Not a constant: most contexts need no file, and asking for a logger loads a logging backend. */
    private static Logger log() {
        return LoggerFactory.getLogger("DiskBlockManager");
    }
}
