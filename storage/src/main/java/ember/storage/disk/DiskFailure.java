// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says what a disk refused, how full it is and what can be done. */
final class DiskFailure {
    private DiskFailure() {}

    static IOException writing(Path file, IOException cause) {
        return new IOException(
                "cannot write " + file + ": " + reason(cause) + ". " + room(file.getParent())
                        + "; spark.local.dir says where temporary files go",
                cause);
    }

    /** A file that was written is not there any more. */
    static IOException missing(Path file) {
        return new NoSuchFileException(
                file.toString(), null, "someone has deleted it; spark.local.dir says where temporary files go");
    }

    /** The message of a {@link FileSystemException} begins with the file. */
    private static String reason(IOException cause) {
        String said = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return said == null ? kind : kind + ": " + said;
    }

    private static String room(@Nullable Path directory) {
        if (directory == null || !Files.isDirectory(directory)) {
            return "There is no directory " + directory;
        }
        try {
            return "The directory " + directory + " has "
                    + Files.getFileStore(directory).getUsableSpace() + " bytes free";
        } catch (IOException e) {
            return "The space free in the directory " + directory + " is not known (" + e.getMessage() + ")";
        }
    }
}
