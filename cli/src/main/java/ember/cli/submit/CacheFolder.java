// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** The folder of the user's in which Ember keeps what it fetched. Code is run from it, so nobody else may write there. */
final class CacheFolder {
    private CacheFolder() {}

    /**
     * {@code $XDG_CACHE_HOME/ember}, or {@code ~/.cache/ember}; made with mode 0700 if it is not there.
     *
     * @throws NotReadyException if others could have put something there
     */
    static Path of(Map<String, String> environment) throws NotReadyException, IOException {
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        // A relative path is to be ignored: XDG Base Directory Specification.
        Path base = named.startsWith("/") ? Path.of(named) : Path.of(System.getProperty("user.home"), ".cache");
        Path folder = base.resolve("ember");
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(base);
            try {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; what it made is looked at like any other.
            }
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new NotReadyException(
                    "others may write to " + folder + ", from which programs would be run: chmod 700 " + folder);
        }
        return folder;
    }
}
