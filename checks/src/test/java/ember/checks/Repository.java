// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where things lie in the checkout. Every answer exists: what is missing is an error, so that no check passes by seeing nothing. */
final class Repository {
    /** Modules with main code, in the order of the build. */
    static final List<String> MODULES = List.of(
            "model",
            "scheduler",
            "simulator",
            "rdd",
            "storage",
            "shuffle",
            "executor",
            "engine",
            "observe",
            "spark-api",
            "cli",
            "examples");

    private Repository() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("mvnw"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException(
                    "not inside the checkout: " + Path.of("").toAbsolutePath());
        }
        return here;
    }

    static Path existing(String path) {
        Path file = root().resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing");
        }
        return file;
    }

    /** The compiled main code of a module. */
    static Path classes(String module) {
        Path classes = existing(module + "/target/classes");
        if (filesUnder(classes, ".class").isEmpty()) {
            throw new IllegalStateException(classes + " holds no classes");
        }
        return classes;
    }

    /** The sources of all modules, main and test, the benchmarks', the programs of {@code conformance} and this one's included. */
    static List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            sources.addAll(filesUnder(existing(module + "/src"), ".java"));
        }
        sources.addAll(filesUnder(existing("bench/src"), ".java"));
        sources.addAll(filesUnder(existing("conformance/src"), ".java"));
        sources.addAll(filesUnder(existing("conformance/suites/src"), ".java"));
        sources.addAll(filesUnder(existing("checks/src"), ".java"));
        return sources;
    }

    /** The stories that the simulator's transcripts tell. */
    static List<Path> transcripts() {
        return filesUnder(existing("simulator/src/test/resources/transcripts"), ".txt");
    }

    /** The class path of this test run, without this module's own classes: what a program runs on. */
    static List<Path> classPath() {
        List<Path> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.exists(path) && !path.startsWith(root().resolve("checks"))) {
                entries.add(path);
            }
        }
        return entries;
    }

    private static List<Path> filesUnder(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
