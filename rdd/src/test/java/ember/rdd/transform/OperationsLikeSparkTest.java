// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.testkit.InlineRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation against what Spark made of the same call: see {@code spark-operations.txt}. */
class OperationsLikeSparkTest {
    /**
     * Elements that lie elsewhere in Spark: pairs as keys have Scala's hash codes there, and coalescing prefers partitions whose shuffle
     * data are near each other.
     */
    private static final Set<String> LIE_ELSEWHERE = Set.of("p.distinct", "hp.distinct(2)", "p.coalesce");

    private final InlineRunner runner = new InlineRunner();
    private final Map<String, Supplier<Rdd<?>>> operations = new SparkOperations(runner).byName();
    private final Map<String, List<String>> seen = read();

    @Test
    void everyOperationSeenOnSparkIsCompared() {
        assertThat(operations.keySet()).containsExactlyInAnyOrderElementsOf(seen.keySet());
        assertThat(seen).hasSizeGreaterThan(100);
    }

    @TestFactory
    Stream<DynamicTest> doesWhatSparkDoes() {
        return seen.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())));
    }

    private void compare(String name, List<String> expected) {
        int first = Integer.parseInt(only(expected, "first ").get(0));
        List<String> errors = only(expected, "error ");
        if (!errors.isEmpty()) {
            runner.nextRddIdIs(first);
            String message = errors.get(0).substring(errors.get(0).indexOf(": ") + 2);
            assertThatThrownBy(() -> Actions.collect(operations.get(name).get()))
                    .hasMessage(message);
            return;
        }
        int jobsBefore = runner.jobs.size();
        runner.nextRddIdIs(first);
        Rdd<?> rdd = operations.get(name).get();
        int ids = runner.newRddId() - first;
        String facts = "ids " + ids + " jobs " + (runner.jobs.size() - jobsBefore) + " partitioner "
                + describe(rdd.partitioner());
        assertThat(facts).isEqualTo("ids " + only(expected, "ids ").get(0));
        assertThat(lineage(rdd, first)).isEqualTo(only(expected, "lineage "));
        List<List<String>> partitions = partitions(rdd);
        List<String> wanted = only(expected, "partition");
        if (LIE_ELSEWHERE.contains(name)) {
            assertThat(flat(partitions)).isEqualTo(flat(split(wanted)));
        } else if (isOrdered(name)) {
            assertThat(summaries(partitions)).isEqualTo(wanted);
        } else {
            assertThat(sorted(partitions)).isEqualTo(sorted(split(wanted)));
        }
    }

    /** Spark's hash maps decide the order of what was combined, so it is compared where the shuffle is tested. */
    private boolean isOrdered(String name) {
        boolean combines = !only(seen.get(name), "lineage ").stream().allMatch(line -> !line.contains("+-"));
        return !combines || name.contains("sort") || name.contains("epartition");
    }

    private static String describe(Partitioner partitioner) {
        return partitioner == null
                ? "none"
                : partitioner.getClass().getSimpleName() + ":" + partitioner.numPartitions();
    }

    private static List<String> lineage(Rdd<?> rdd, int first) {
        Matcher id = Pattern.compile("\\[(\\d+)]").matcher(rdd.toDebugString().replace(" at here", ""));
        return List.of(id.replaceAll(match -> {
                    int number = Integer.parseInt(match.group(1));
                    return number >= first ? "[+" + (number - first + 1) + "]" : match.group();
                })
                .split("\n"));
    }

    private static List<List<String>> partitions(Rdd<?> rdd) {
        List<List<String>> partitions = new ArrayList<>();
        for (List<?> list : Actions.collect(Transformations.glom(rdd))) {
            List<String> texts = new ArrayList<>();
            list.forEach(element -> texts.add(String.valueOf(element)));
            partitions.add(texts);
        }
        return partitions;
    }

    private static List<String> summaries(List<List<String>> partitions) {
        List<String> summaries = new ArrayList<>();
        for (List<String> partition : partitions) {
            if (partition.size() > 40) {
                List<Integer> numbers = partition.stream().map(Integer::valueOf).toList();
                summaries.add("\tsize " + numbers.size() + " hash " + numbers.hashCode());
            } else {
                summaries.add(partition.isEmpty() ? "" : "\t" + String.join("\t", partition));
            }
        }
        return summaries;
    }

    private static List<List<String>> split(List<String> lines) {
        List<List<String>> partitions = new ArrayList<>();
        for (String line : lines) {
            partitions.add(
                    line.isEmpty() ? List.of() : List.of(line.substring(1).split("\t")));
        }
        return partitions;
    }

    private static List<List<String>> sorted(List<List<String>> partitions) {
        return partitions.stream()
                .map(partition -> partition.stream().sorted().toList())
                .toList();
    }

    private static List<String> flat(List<List<String>> partitions) {
        List<String> all = new ArrayList<>();
        partitions.forEach(all::addAll);
        Collections.sort(all);
        return all;
    }

    private static List<String> only(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        try (InputStream in = OperationsLikeSparkTest.class.getResourceAsStream("/ember/rdd/spark-operations.txt")) {
            List<String> block = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("operation ")) {
                    block = new ArrayList<>();
                    blocks.put(line.substring("operation ".length()), block);
                } else {
                    block.add(line);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return blocks;
    }
}
