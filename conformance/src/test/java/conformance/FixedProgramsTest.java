// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are always the same, on both engines. */
class FixedProgramsTest {
    @TempDir
    Path folder;

    @Test
    void badInputGetsTheSameAnswerOnBothEngines() throws IOException {
        try (Comparison comparison = new Comparison(folder)) {
            for (String program : List.of("emptyRdds", "wrongNumbers", "nullsAndTypes")) {
                List<String> told = comparison.fixed(program);
                assertThat(plain(told.get(1))).as(program).isEqualTo(plain(told.get(0)));
            }
        }
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
                        "(org.apache.hadoop.mapred.InvalidInputException|java.io.FileNotFoundException): (.*?)( <- .*)?$",
                        "Missing: $2")
                // Ember says which function returned null.
                .replaceAll("(NullPointerException)(: flatMap's function returned null instead of an iterator)", "$1")
                .replaceAll("NullPointerException: null$", "NullPointerException");
    }
}
