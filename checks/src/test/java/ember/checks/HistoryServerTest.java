// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.program.Troubled;
import ember.observe.history.HistoryServer;
import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apache Spark's own, unmodified History Server opens the event logs of every example and of a program in trouble, and tells of each
 * what Ember's tells.
 */
class HistoryServerTest {
    private static final long PATIENCE_SECONDS = 90;
    private static final Pattern ADDRESS = Pattern.compile("started at http://[^:]*:(\\d+)");
    private static final List<String> EXAMPLES = List.of(
            "sumsquares",
            "wordcount",
            "loganalysis",
            "pagerank",
            "kmeans",
            "transitiveclosure",
            "invertedindex",
            "secondarysort",
            "topn");
    private static final List<String> RESOURCES = List.of(
            "jobs",
            "stages?details=true&withSummaries=true",
            "allexecutors",
            "storage/rdd",
            "environment",
            "stages?status=skipped",
            "stages/0/0/taskList");

    /** Where the log lies, and details, to which Ember adds why a stage ran. */
    private static final Pattern NOT_COMPARED =
            Pattern.compile("lastUpdated.*|logSource.*|details|.*[mM]emoryRemaining");

    /** Spark takes these of all tasks by the indices of those that succeeded: docs/differences.md. */
    private static final Pattern OF_ALL_TASKS =
            Pattern.compile(".*\\.taskMetricsDistributions\\.(duration|schedulerDelay)");

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final List<String> differences = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void opensTheLogsOfEveryExampleAndOfAProgramInTroubleWithTheSameCounts() throws Exception {
        Loopback.assumeUp();
        Path spark = SparkClusterTest.assembled(folder);
        Path logs = writeLogs();
        Path said = folder.resolve("history.log");
        Process process = start(spark, logs, said);
        try (HistoryServer ember = new HistoryServer(logs, 0, "4.2.0")) {
            String theirs = "http://127.0.0.1:" + port(process, said);
            List<String> ids = awaitApplications(theirs, EXAMPLES.size() + 1);
            compareAll(theirs, ember.url(), ids);
            assertThat(ember.logs().problems()).isEmpty();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(said)).doesNotContain("Malformed line");
        assertThat(differences).isEmpty();
    }

    private Path writeLogs() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Ember ember = new Ember(folder);
        for (String example : EXAMPLES) {
            succeeded(ember.ember(logging(logs, "example", example)));
        }
        succeeded(ember.ember(logging(
                logs, "run", "--class", Troubled.class.getName(), ember.jar().toString())));
        return logs;
    }

    /** A command with options for its log, which says all that a log can say. */
    private static String[] logging(Path logs, String command, String... rest) {
        List<String> words = new ArrayList<>(List.of(command));
        for (String setting : List.of(
                "spark.eventLog.enabled=true",
                "spark.eventLog.dir=" + logs,
                "spark.eventLog.logBlockUpdates.enabled=true",
                "spark.eventLog.logStageExecutorMetrics=true",
                "spark.executor.heartbeatInterval=20ms")) {
            words.add("--conf");
            words.add(setting);
        }
        words.addAll(List.of(rest));
        return words.toArray(new String[0]);
    }

    private static void succeeded(Ember.Outcome outcome) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }

    private Process start(Path spark, Path logs, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "-Dspark.history.fs.logDirectory=" + logs.toUri(),
                        "-Dspark.history.ui.port=0",
                        "-cp",
                        spark.resolve("jars") + "/*",
                        "org.apache.spark.deploy.history.HistoryServer")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private static String port(Process process, Path said) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Matcher matcher = ADDRESS.matcher(Files.readString(said));
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new AssertionError("the History Server did not start: " + Files.readString(said));
            }
            Thread.sleep(50);
        }
    }

    private static HttpResponse<String> ask(String server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server + "/api/v1/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private List<String> awaitApplications(String server, int count) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            List<String> ids = mapper.fromJsonArray(ask(server, "applications").body()).stream()
                    .map(application -> String.valueOf(((Map<?, ?>) application).get("id")))
                    .toList();
            if (ids.size() == count || System.nanoTime() > giveUp) {
                assertThat(ids).hasSize(count);
                return ids;
            }
            Thread.sleep(100);
        }
    }

    private void compareAll(String theirs, String ours, List<String> ids) throws Exception {
        compare(
                "applications",
                "",
                mapper.fromJson(ask(theirs, "applications").body()),
                mapper.fromJson(ask(ours, "applications").body()));
        for (String id : ids) {
            for (String resource : RESOURCES) {
                String path = "applications/" + id + "/" + resource;
                HttpResponse<String> spark = ask(theirs, path);
                HttpResponse<String> ember = ask(ours, path);
                assertThat(spark.statusCode()).as(path + ": " + spark.body()).isEqualTo(200);
                assertThat(ember.statusCode()).as(path + ": " + ember.body()).isEqualTo(200);
                compare(path, "", mapper.fromJson(spark.body()), mapper.fromJson(ember.body()));
            }
        }
    }

    private void compare(String path, String field, @Nullable Object spark, @Nullable Object ember) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        if (NOT_COMPARED.matcher(name).matches() || OF_ALL_TASKS.matcher(field).matches()) {
            return;
        }
        if (spark instanceof Map<?, ?> theirs && ember instanceof Map<?, ?> ours) {
            TreeSet<String> names = new TreeSet<>();
            theirs.keySet().forEach(key -> names.add(String.valueOf(key)));
            ours.keySet().forEach(key -> names.add(String.valueOf(key)));
            for (String key : names) {
                compare(path, field + "." + key, theirs.get(key), ours.get(key));
            }
        } else if (spark instanceof List<?> theirs && ember instanceof List<?> ours && theirs.size() == ours.size()) {
            boolean unordered = name.equals("partitions");
            List<?> left = unordered ? sorted(theirs) : theirs;
            List<?> right = unordered ? sorted(ours) : ours;
            for (int i = 0; i < left.size(); i++) {
                compare(path, field, left.get(i), right.get(i));
            }
        } else if (spark instanceof Number left && ember instanceof Number right) {
            if (left.doubleValue() != right.doubleValue()) {
                differences.add(path + " " + field + ": " + spark + ", Ember's " + ember);
            }
        } else if (!Objects.equals(spark, ember)) {
            differences.add(path + " " + field + ": " + spark + ", Ember's " + ember);
        }
    }

    private static List<?> sorted(List<?> values) {
        return values.stream()
                .sorted((a, b) -> String.valueOf(a).compareTo(String.valueOf(b)))
                .toList();
    }
}
