// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in Maven's place, which writes down that it was called. */
class SparkAssemblyTest {
    private static final String COPY_TWO_JARS = """
            for word in "$@"; do
                case $word in -DoutputDirectory=*) jars=${word#*=} ;; esac
            done
            mkdir "$jars"
            echo one >"$jars/one.jar"
            echo second >"$jars/two.jar"
            """;

    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void makeCache() throws IOException {
        cache = Files.createDirectory(folder.resolve("cache"));
    }

    @Test
    void assemblesOnceAndThenFindsIt() throws Exception {
        SparkAssembly assembly = new SparkAssembly(cache, maven(COPY_TWO_JARS));
        Path home = assembly.locate(Master.Kind.LOCAL);
        assertThat(home).isEqualTo(cache.resolve("spark-4.2.0"));
        assertThat(home.resolve("jars/two.jar")).hasContent("second");
        assertThat(assembly.locate(Master.Kind.STANDALONE)).isEqualTo(home);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void aClusterManagerBringsItsOwnModule() throws Exception {
        Path home = new SparkAssembly(cache, maven(COPY_TWO_JARS)).locate(Master.Kind.YARN);
        assertThat(home).isEqualTo(cache.resolve("spark-4.2.0-yarn"));
        assertThat(home.resolve("pom.xml")).content().contains("<artifactId>spark-yarn_2.13</artifactId>");
    }

    @Test
    void whatWasLeftHalfDoneIsDoneAgain() throws Exception {
        Path left = Files.createDirectories(cache.resolve("spark-4.2.0.unfinished/jars"));
        Files.writeString(left.resolve("one.jar"), "o");
        Path home = new SparkAssembly(cache, maven(COPY_TWO_JARS)).locate(Master.Kind.LOCAL);
        assertThat(home.resolve("jars/one.jar")).hasContent("one");
        assertThat(left).doesNotExist();
    }

    @Test
    void anAssemblyThatLostAJarIsMadeAgain() throws Exception {
        SparkAssembly assembly = new SparkAssembly(cache, maven(COPY_TWO_JARS));
        Path home = assembly.locate(Master.Kind.LOCAL);
        Files.delete(home.resolve("jars/one.jar"));
        assembly.locate(Master.Kind.LOCAL);
        assertThat(home.resolve("jars/one.jar")).exists();
        Files.writeString(home.resolve("jars/two.jar"), "se");
        assembly.locate(Master.Kind.LOCAL);
        assertThat(home.resolve("jars/two.jar")).hasContent("second");
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void whatMavenCouldNotDoIsSaidAndNothingIsLeft() throws Exception {
        SparkAssembly assembly = new SparkAssembly(cache, maven("""
                        echo "[ERROR] Failed to execute goal on project assembled-spark"
                        echo "[ERROR]     Could not transfer artifact spark-sql: no network"
                        echo "[ERROR] To see more, use -e"
                        exit 1
                        """));
        assertThatThrownBy(() -> assembly.locate(Master.Kind.LOCAL))
                .isInstanceOf(NotReadyException.class)
                .hasMessage("Maven could not fetch Apache Spark 4.2.0"
                        + " (Could not transfer artifact spark-sql: no network): install Spark and set SPARK_HOME");
        assertThat(cache.resolve("spark-4.2.0")).doesNotExist();
        assertThat(cache.resolve("spark-4.2.0.unfinished")).doesNotExist();
    }

    @Test
    void withoutMavenItSaysSo() {
        SparkAssembly assembly = new SparkAssembly(cache, folder.resolve("nothing"));
        assertThatThrownBy(() -> assembly.locate(Master.Kind.LOCAL))
                .hasMessageContaining("there is no Maven to fetch it: set SPARK_HOME");
    }

    /** Locks of files are between processes, so the second is one: this JVM started again. */
    @Test
    void ofTwoAtOnceOneAssemblesAndTheOtherWaits() throws Exception {
        Path maven = maven("sleep 1\n" + COPY_TWO_JARS);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                statuses.add(threads.submit(() -> new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Locate.class.getName(),
                                cache.toString(),
                                maven.toString())
                        .inheritIO()
                        .start()
                        .waitFor()));
            }
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(calls()).isEqualTo(1);
        assertThat(cache.resolve("spark-4.2.0/jars/one.jar")).exists();
    }

    /** What the processes of the test above run. */
    static final class Locate {
        public static void main(String[] args) throws Exception {
            new SparkAssembly(Path.of(args[0]), Path.of(args[1])).locate(Master.Kind.LOCAL);
        }
    }

    private Path maven(String body) throws IOException {
        Path script = folder.resolve("mvnw");
        Files.writeString(script, "#!/bin/sh\nset -e\necho called >>'" + folder.resolve("calls") + "'\n" + body);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private int calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).size();
    }
}
