// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Stands in for the helper of Spark's that its suites use to make directories. */
public final class Utils {
    private Utils() {}

    public static File createTempDir() throws IOException {
        return Files.createTempDirectory("suite").toFile();
    }

    public static File createTempDir(String root, String prefix) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of(root)), prefix)
                .toFile();
    }

    public static void deleteRecursively(File directory) throws IOException {
        if (directory == null || !directory.exists()) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory.toPath())) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
