// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ember's REST beside Spark's, of the same program: same resources, fields and values, but for what measures time or memory. */
class RestComparisonTest {
    /** Fields whose values are times, sizes in memory or on the wire, or names of this machine: only that they are there counts. */
    private static final Pattern MEASURED = Pattern.compile(
            "(?i).*(time|duration|epoch|delay|updated|bytes|memory|used|remaining"
                    + "|size|spilled|properties|fetched|bytesRead|bytesWritten|gcCount|shuffleRead|shuffleWrite)"
                    + "|details|host|hostPort|address|sparkUser|executorDeserialize.*|java.*|scalaVersion|classpathEntries|total.*Memory");

    /** The recording differs from itself here when it is made again: who ends first, or where the machine thinks it is. */
    private static final Pattern BY_CHANCE = Pattern.compile(
            ".*\\.tasks\\..*\\.accumulatorUpdates\\.value|.*\\.tasks\\..*\\.taskId|.*\\.taskLocality|.*\\.accumulatorUpdates\\.id");

    /** Lists without an order. */
    private static final Pattern SETS = Pattern.compile(".*\\.(rddIds|partitions)");

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final List<String> differences = new ArrayList<>();

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(RestComparisonTest.class.getResource("/observed/" + name))
                .toURI());
    }

    @Test
    void everyResourceTellsWhatSparkTells() throws Exception {
        List<String> paths = Files.readAllLines(resource("paths.txt"));
        try (JavaSparkContext context = new JavaSparkContext(
                ObservedProgram.conf().set("spark.ui.enabled", "true").set("spark.ui.port", "0"))) {
            // Once it is open, everything is measured.
            assertThat(context.sc().uiWebUrl().isDefined()).isTrue();
            JavaRDD<Integer> kept = ObservedProgram.run(context);
            for (int i = 0; i < paths.size(); i++) {
                compare(
                        paths.get(i),
                        recorded(i),
                        Recorder.ask(context, paths.get(i)),
                        context.sc().applicationId());
            }
            assertThat(kept.id()).isPositive();
        }
        assertThat(differences).isEmpty();
    }

    private static Recorder.Answer recorded(int number) throws IOException, URISyntaxException {
        String text = Files.readString(resource("%02d.txt".formatted(number)));
        int first = text.indexOf('\n');
        int second = text.indexOf('\n', first + 1);
        String head = text.substring(first + 1, second);
        return new Recorder.Answer(
                Integer.parseInt(head.substring(0, 3)), head.substring(4), text.substring(second + 1));
    }

    private void compare(String path, Recorder.Answer spark, Recorder.Answer ember, String application) {
        if (spark.status() != ember.status()) {
            differences.add(path + ": status " + spark.status() + ", here " + ember.status());
        } else if (spark.status() == 200) {
            compare(path, "", mapper.fromJson(spark.body()), mapper.fromJson(ember.body()));
        } else if (spark.contentType().startsWith("text/plain")) {
            String told = spark.body().replaceAll("local-[0-9]+", application);
            if (!told.equals(ember.body())) {
                differences.add(path + ": '" + told + "', here '" + ember.body() + "'");
            }
        }
    }

    private void compare(String path, String field, @Nullable Object spark, @Nullable Object ember) {
        if (spark instanceof Map<?, ?> expected && ember instanceof Map<?, ?> actual) {
            Set<String> fields = new TreeSet<>();
            boolean areTasks = field.endsWith(".tasks");
            Map<String, Object> there = areTasks ? byPartition(expected) : named(expected);
            Map<String, Object> here = areTasks ? byPartition(actual) : named(actual);
            fields.addAll(there.keySet());
            fields.addAll(here.keySet());
            for (String name : fields) {
                // A task that lasted less than a millisecond has no duration, in Spark too.
                boolean mayLack = name.equals("duration");
                if (!mayLack && (!there.containsKey(name) || !here.containsKey(name))) {
                    differences.add(path + " " + field + "." + name + ": only "
                            + (there.containsKey(name) ? "in Spark" : "here"));
                } else {
                    compare(path, field + "." + name, there.get(name), here.get(name));
                }
            }
        } else if (isNotCompared(path, field)) {
            if (field.endsWith(".executorCpuTime") && isPositive(spark) && !isPositive(ember)) {
                differences.add(path + " " + field + ": " + text(spark) + ", here " + text(ember));
            }
        } else if (spark instanceof List<?> expected && ember instanceof List<?> actual) {
            if (expected.size() != actual.size()) {
                differences.add(path + " " + field + ": " + expected.size() + " elements, here " + actual.size());
            } else {
                List<?> sorted = SETS.matcher(field).matches() ? sorted(expected) : expected;
                List<?> here = SETS.matcher(field).matches() ? sorted(actual) : actual;
                for (int i = 0; i < sorted.size(); i++) {
                    compare(path, field, sorted.get(i), here.get(i));
                }
            }
        } else if (!Objects.equals(text(spark), text(ember))) {
            differences.add(path + " " + field + ": " + text(spark) + ", here " + text(ember));
        }
    }

    private static boolean isPositive(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() > 0;
    }

    private static Map<String, Object> named(Map<?, ?> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((key, value) -> named.put(cancelled(String.valueOf(key)), value));
        return named;
    }

    /** Tasks by their partition and attempt: whether a second attempt gets its number before another task is up to chance. */
    private static Map<String, Object> byPartition(Map<?, ?> tasks) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object value : tasks.values()) {
            Map<?, ?> task = (Map<?, ?>) value;
            named.put(task.get("index") + "-" + task.get("attempt"), task);
        }
        return named;
    }

    private static boolean isNotCompared(String path, String field) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return MEASURED.matcher(name).matches()
                || BY_CHANCE.matcher(field).matches()
                || path.contains("runtime")
                        && Set.of("index", "partitionId", "taskId").contains(name);
    }

    private static List<?> sorted(List<?> values) {
        return values.stream()
                .sorted((a, b) -> String.valueOf(a).compareTo(String.valueOf(b)))
                .toList();
    }

    /** The two engines have their own words for a job that was cancelled without a reason. */
    private static String cancelled(String text) {
        return text.replace("[SPARK_JOB_CANCELLED] ", "")
                .replace("cancelled  SQLSTATE: XXKDA", "cancelled")
                .replace(" because its action was cancelled", "");
    }

    /** Of errors the first line: what follows are frames of the one engine or the other. */
    private static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            return Double.toString(number.doubleValue());
        }
        return cancelled(String.valueOf(value).lines().findFirst().orElse("").replaceAll("local-[0-9]+", "local"));
    }
}
