// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.Ember.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One jar, three places: {@code ember run}, and through {@code ember submit} Apache Spark in one process and Apache Spark's standalone
 * cluster, which this starts. Every example writes the same bytes.
 *
 * <p>Spark is assembled below {@code checks/target} by {@code ember submit} itself, on its first call.
 */
class SparkClusterTest {
    private static final int LINES_SAVED = 500;

    /** What warns of an archive that cannot be used writes to standard output, so nothing may. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable ";

    /** The examples, and what each is given: the path of a bundled file, or nothing. */
    private static final Map<String, String> INPUTS = Map.of(
            "SumSquares", "",
            "WordCount", "kjv.txt",
            "LogAnalysis", "dpkg.log",
            "PageRank", "debian-depends.txt",
            "KMeans", "kjv.txt",
            "TransitiveClosure", "debian-depends.txt",
            "InvertedIndex", "kjv.txt",
            "SecondarySort", "dpkg.log",
            "TopN", "kjv.txt");

    @TempDir
    static Path folder;

    private static Ember ember;
    private static Path examples;
    private static Path cache;
    private static SparkCluster cluster;
    private static String javaOptions = QUICK_START;

    @BeforeAll
    static void startCluster() throws Exception {
        Loopback.assumeUp();
        ember = new Ember(folder);
        examples = folder.resolve("examples.jar");
        Ember.pack(Repository.existing("examples/target/classes"), "ember/examples", examples);
        cache = Repository.existing("checks/target").resolve("cache");
        // The first run of Spark writes down the classes it loaded, so that the many others start in two thirds of the
        // time.
        Path classes = folder.resolve("spark.jsa");
        javaOptions = QUICK_START + "-XX:ArchiveClassesAtExit=" + classes;
        try {
            succeeded(submit(
                            "local[2]",
                            "ember.examples.WordCount",
                            Repository.existing("data/kjv.txt").toString())
                    .await());
        } finally {
            // Other tests assemble Spark too, and must not wait for an archive that was not finished.
            javaOptions = QUICK_START;
        }
        javaOptions = QUICK_START + "-XX:SharedArchiveFile=" + classes;
        cluster = new SparkCluster(cache.resolve("ember/spark-4.2.0"), folder, 2);
    }

    /** The folder of Apache Spark, which is assembled if it is not yet. */
    static Path assembled(Path folder) throws Exception {
        ember = new Ember(Files.createDirectories(folder.resolve("assembling")));
        examples = folder.resolve("examples.jar");
        Ember.pack(Repository.existing("examples/target/classes"), "ember/examples", examples);
        cache = Repository.existing("checks/target").resolve("cache");
        succeeded(submit("local[2]", "ember.examples.SumSquares").await());
        return cache.resolve("ember/spark-4.2.0");
    }

    @AfterAll
    static void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Repository.existing("examples/src/main/java/ember/examples"))) {
            return files.filter(SparkClusterTest::hasMain)
                    .map(f -> f.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesTheSameBytesOnEmberOnSparkAndOnAClusterOfSpark(String example) throws Exception {
        assertThat(INPUTS).containsKey(example);
        String input = INPUTS.get(example);
        String[] arguments = input.isEmpty()
                ? new String[0]
                : new String[] {Repository.existing("data/" + input).toString()};
        String program = "ember.examples." + example;
        Running onEmber = runOnEmber(program, arguments);
        Running onSpark = submit("local[2]", program, arguments);
        Running onCluster = submit(cluster.url(), program, arguments);
        String expected = succeeded(onEmber.await());
        assertThat(expected).isNotEmpty();
        assertThat(succeeded(onSpark.await())).isEqualTo(expected);
        assertThat(succeeded(onCluster.await())).isEqualTo(expected);
    }

    @Test
    void savesTheSameLinesInTheSameFiles() throws Exception {
        Path input = folder.resolve("genesis.txt");
        try (var lines = Files.lines(Repository.existing("data/kjv.txt"))) {
            Files.write(input, lines.limit(LINES_SAVED).toList());
        }
        Path ours = folder.resolve("ours");
        Path theirs = folder.resolve("theirs");
        Running onEmber = runOnEmber("ember.examples.WordCount", input.toString(), ours.toString());
        Running onCluster = submit(cluster.url(), "ember.examples.WordCount", input.toString(), theirs.toString());
        succeeded(onEmber.await());
        succeeded(onCluster.await());
        assertThat(Ember.namesIn(ours)).containsExactly("_SUCCESS", "part-00000", "part-00001");
        for (String name : Ember.namesIn(ours)) {
            assertThat(sortedLines(theirs.resolve(name))).isEqualTo(sortedLines(ours.resolve(name)));
        }
    }

    /** What a shuffle brings comes, on a cluster, in the order in which the network brings it: Spark differs from itself there. */
    private static List<String> sortedLines(Path file) throws IOException {
        return Files.readAllLines(file).stream().sorted().toList();
    }

    @Test
    void theFailureOfAProgramIsItsExitStatusThereToo() throws Exception {
        Outcome outcome =
                submit(cluster.url(), "ember.examples.WordCount", "/nowhere").await();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("Input path does not exist: file:/nowhere");
    }

    @Test
    void theProgramOfTheReadmeRunsOnAClusterToo() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("squares"));
        Readme.compile("Squares", classes);
        Path jar = folder.resolve("squares.jar");
        Ember.pack(classes, "", jar);
        assertThat(succeeded(submit(jar, cluster.url(), "Squares").await())).isEqualTo("14\n");
    }

    private static String succeeded(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    private static Running runOnEmber(String program, String... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("run", "--class", program, "--master", "local[2]", examples.toString()));
        words.addAll(List.of(arguments));
        return ember.start(words.toArray(String[]::new));
    }

    /** {@code ember submit} in an environment without Spark, on a host whose name nobody can resolve. */
    private static Running submit(String master, String program, String... arguments) throws IOException {
        return submit(examples, master, program, arguments);
    }

    private static Running submit(Path jar, String master, String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "submit",
                "--master",
                master,
                "--class",
                program,
                "--driver-java-options",
                javaOptions,
                "--conf",
                "spark.executor.extraJavaOptions=" + javaOptions,
                "--executor-memory",
                "512m",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                jar.toString()));
        words.addAll(List.of(arguments));
        String path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .filter(f -> !Files.exists(Path.of(f, "spark-submit")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> environment = List.of(
                "env",
                "-u",
                "SPARK_HOME",
                "-u",
                "SPARK_CONF_DIR",
                "PATH=" + path,
                "XDG_CACHE_HOME=" + cache,
                "SPARK_LOCAL_IP=127.0.0.1");
        return ember.start(environment, "-Xmx64m", words.toArray(String[]::new));
    }

    private static boolean hasMain(Path source) {
        try {
            return Files.readString(source).contains("public static void main(");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
