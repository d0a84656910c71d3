// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.File;

/** Where tasks and driver find the files that were added with {@link SparkContext#addFile}. */
public final class SparkFiles {
    private SparkFiles() {}

    /** The path of an added file, by its name; nothing says whether it is there. */
    public static String get(String filename) {
        return new File(getRootDirectory(), filename).getAbsolutePath();
    }

    /** The directory of all added files. {@link NullPointerException} if no context is active. */
    public static String getRootDirectory() {
        return SparkEnv.get().files().root().toString();
    }
}
