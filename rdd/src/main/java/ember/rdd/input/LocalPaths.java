// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** Paths as users write and read them: local ones, with or without {@code file:}. */
public final class LocalPaths {
    private static final String SCHEME = "file:";

    private LocalPaths() {}

    /**
     * The file that a path means, absolute and without {@code .} and {@code ..}.
     *
     * @throws IllegalArgumentException if the path is empty
     * @throws IOException if it belongs to another file system than the local one
     */
    public static File file(String path) throws IOException {
        String local = path;
        if (path.startsWith(SCHEME)) {
            local = path.substring(SCHEME.length());
            if (local.startsWith("//")) {
                local = local.substring(Math.max(2, local.indexOf('/', 2)));
            }
        } else {
            int colon = schemeEnd(path);
            if (colon > 0) {
                throw new IOException("No FileSystem for scheme \"" + path.substring(0, colon) + "\"");
            }
        }
        if (local.isEmpty()) {
            throw new IllegalArgumentException("Can not create a Path from an empty string");
        }
        return Path.of(local).toAbsolutePath().normalize().toFile();
    }

    /** Whether a path is of the local file system, whatever else may be wrong with it. */
    public static boolean isLocal(String path) {
        return path.startsWith(SCHEME) || schemeEnd(path) <= 0;
    }

    /** Where the scheme of a URI ends; not positive if there is none. */
    private static int schemeEnd(String path) {
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        return (slash < 0 || colon < slash) && File.separatorChar == '/' ? colon : -1;
    }

    /** How messages and keys name a file: {@code file:/...}. */
    public static String uri(File file) {
        String path = file.getPath().replace(File.separatorChar, '/');
        return path.startsWith("/") ? SCHEME + path : SCHEME + "/" + path;
    }
}
