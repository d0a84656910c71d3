// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Apache Spark as Maven publishes it, put together in a folder: {@code jars/}, and a list of them.
 *
 * <p>It is made in a folder of another name, which is given the right one when all is there, so half an assembly is never found. Only who
 * holds the lock makes one. The list says how large each jar is: one that lost something since is made again.
 */
final class SparkAssembly {
    static final String VERSION = "4.2.0";
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";
    private static final String LIST = "contents";
    private static final String UNFINISHED = ".unfinished";

    private final Path cache;
    private final @Nullable Path maven;

    /**
     * @param cache where assemblies are kept
     * @param maven the wrapper of the checkout, which brings Maven along; null: unknown
     */
    SparkAssembly(Path cache, @Nullable Path maven) {
        this.cache = cache;
        this.maven = maven;
    }

    /** The folder that can be a {@code SPARK_HOME}; assembles it if need be, which takes a while. */
    Path locate(Master.Kind kind) throws NotReadyException, IOException, InterruptedException {
        Path home = cache.resolve("spark-" + VERSION + suffix(kind));
        if (isWhole(home)) {
            return home;
        }
        Path lockFile = cache.resolve(home.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new IOException(lockFile + " could not be locked");
            }
            // Another process may have made it meanwhile.
            if (!isWhole(home)) {
                assemble(home, kind);
            }
        }
        return home;
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            Submit.say("another process assembles Apache Spark; waiting for it");
            lock = channel.lock();
        }
        return lock;
    }

    private void assemble(Path home, Master.Kind kind) throws NotReadyException, IOException, InterruptedException {
        if (maven == null || !Files.isExecutable(maven)) {
            throw new NotReadyException(
                    "Spark is neither in SPARK_HOME nor in PATH, and there is no Maven to fetch it: set SPARK_HOME");
        }
        Path unfinished = cache.resolve(home.getFileName() + UNFINISHED);
        // What a process left that was killed here, or a whole one that lost a jar.
        delete(unfinished);
        delete(home);
        Files.createDirectory(unfinished);
        Submit.say("no Spark in SPARK_HOME or PATH: fetching Apache Spark " + VERSION + " with Maven into " + home
                + " (once, about 300 MB) ...");
        Path pom = unfinished.resolve("pom.xml");
        Files.writeString(pom, pom(kind));
        Path log = unfinished.resolve("maven.log");
        ProcessBuilder command = new ProcessBuilder(
                maven.toString(),
                "--quiet",
                "--batch-mode",
                "--strict-checksums",
                "--file",
                pom.toString(),
                COPY,
                "-DincludeScope=runtime",
                "-DoutputDirectory=" + unfinished.resolve("jars"));
        int status = ChildProcess.run(command.redirectErrorStream(true).redirectOutput(log.toFile()));
        if (status != 0) {
            String reason = MavenLog.reason(log);
            delete(unfinished);
            throw new NotReadyException("Maven could not fetch Apache Spark " + VERSION + modules(kind) + " (" + reason
                    + "): install Spark and set SPARK_HOME");
        }
        writeList(unfinished);
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String suffix(Master.Kind kind) {
        return switch (kind) {
            case LOCAL, STANDALONE -> "";
            case YARN -> "-yarn";
            case KUBERNETES -> "-kubernetes";
        };
    }

    private static String modules(Master.Kind kind) {
        String suffix = suffix(kind);
        return suffix.isEmpty() ? "" : " with the module spark" + suffix;
    }

    /** {@code spark-sql} brings all that programs are compiled against; a cluster manager of its own needs its client. */
    private static String pom(Master.Kind kind) {
        List<String> modules = new ArrayList<>(List.of("spark-sql"));
        if (!suffix(kind).isEmpty()) {
            modules.add("spark" + suffix(kind));
        }
        StringBuilder pom = new StringBuilder("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n")
                .append("  <modelVersion>4.0.0</modelVersion>\n  <groupId>dev.ember</groupId>\n")
                .append("  <artifactId>assembled-spark</artifactId>\n  <version>1</version>\n")
                .append("  <packaging>pom</packaging>\n  <dependencies>\n");
        for (String module : modules) {
            pom.append("    <dependency>\n      <groupId>org.apache.spark</groupId>\n      <artifactId>")
                    .append(module)
                    .append("_2.13</artifactId>\n      <version>")
                    .append(VERSION)
                    .append("</version>\n    </dependency>\n");
        }
        return pom.append("  </dependencies>\n</project>\n").toString();
    }

    private static void writeList(Path home) throws IOException {
        StringBuilder list = new StringBuilder();
        try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
            for (Path jar : jars.sorted().toList()) {
                list.append(Files.size(jar))
                        .append(' ')
                        .append(jar.getFileName())
                        .append('\n');
            }
        }
        Files.writeString(home.resolve(LIST), list);
    }

    private static boolean isWhole(Path home) throws IOException {
        Path list = home.resolve(LIST);
        if (!Files.exists(list)) {
            return false;
        }
        for (String line : Files.readAllLines(list)) {
            int space = line.indexOf(' ');
            File jar = home.resolve("jars").resolve(line.substring(space + 1)).toFile();
            // A file that is not there has length 0.
            if (space < 0 || !line.substring(0, space).equals(Long.toString(jar.length()))) {
                return false;
            }
        }
        return true;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
