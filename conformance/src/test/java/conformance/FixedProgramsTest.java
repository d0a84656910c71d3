// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are always the same, on both engines. */
class FixedProgramsTest {
    private static final List<String> PROGRAMS = List.of(
            "emptyRdds",
            "wrongNumbers",
            "nullsAndTypes",
            "destroyedBroadcast",
            "afterStop",
            "countedUnseen",
            "badSettings",
            "textFiles");

    private static final long SEED = Long.getLong("conformance.seed", 1);

    @TempDir
    Path folder;

    @Test
    void fixedProgramsTellTheSameOnBothEngines() throws IOException {
        List<String> differences = new ArrayList<>();
        try (Comparison comparison = new Comparison(folder)) {
            for (String program : PROGRAMS) {
                List<String> told = comparison.fixed(program, SEED);
                differences.addAll(between(program, told.get(0), told.get(1)));
            }
        }
        assertThat(differences).isEmpty();
    }

    /** The expressions that differ. */
    private static List<String> between(String program, String spark, String ember) {
        List<String> sparks = plain(spark).lines().toList();
        List<String> embers = plain(ember).lines().toList();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(sparks.size(), embers.size()); i++) {
            String left = i < sparks.size() ? sparks.get(i) : "(nothing)";
            String right = i < embers.size() ? embers.get(i) : "(nothing)";
            if (!left.equals(right)) {
                differences.add(program + "\nspark: " + left + "\nember: " + right);
            }
        }
        return differences;
    }

    /** Without what differs on purpose. */
    private static String plain(String text) {
        return text.lines().map(FixedProgramsTest::plainLine).collect(Collectors.joining("\n"));
    }

    private static String plainLine(String line) {
        return line
                // Both go on to say where the object is, in different ways.
                .replaceAll("(ask not serializable|a not serializable result: [a-zA-Z.]+).*", "$1")
                .replaceAll("task [0-9.]+ in stage [0-9.]+ \\(TID \\d+\\)", "a task")
                .replaceAll("Broadcast\\(\\d+\\)", "Broadcast")
                // Without Hadoop, the JDK's exception with the same text.
                .replaceAll(
                        "(org.apache.hadoop.mapred(uce.lib.input)?.InvalidInputException|java.io.FileNotFoundException): (.*?)( <- .*)?$",
                        "Missing: $3")
                .replace(
                        "org.apache.hadoop.mapred.FileAlreadyExistsException",
                        "java.nio.file.FileAlreadyExistsException")
                // Spark's iterators have a text of their own.
                .replaceAll("NoSuchElementException: (next on empty iterator|null)", "NoSuchElementException")
                // Where the engine made or stopped the context.
                .replaceAll(
                        "(JavaSparkContext|SparkContext)\\.(<init>|stop|close)\\(\\w+\\.(scala|java):\\d+\\)", "$1.$2")
                // Ember says which function returned null.
                .replaceAll("(NullPointerException)(: \\w+'s? function returned null instead of an iterator)", "$1")
                .replaceAll("NullPointerException: null$", "NullPointerException");
    }
}
