// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.Ember.Running;
import ember.checks.program.Save;
import ember.checks.program.SaveSlowly;
import ember.checks.program.SaveWithFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What saveAsTextFile leaves behind, whatever happens on the way. */
class SavedOutputTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    private Ember ember;
    private Path out;

    @BeforeEach
    void pack() {
        ember = new Ember(folder);
        out = folder.resolve("saved");
    }

    @Test
    void onePartForEachPartitionAndThenSuccess() throws Exception {
        saves(ember.run(Save.class, out.toString()));
        assertThat(Ember.namesIn(out)).containsExactly("_SUCCESS", "part-00000", "part-00001");
        assertThat(out.resolve("_SUCCESS")).isEmptyFile();
        assertThat(out.resolve("part-00000")).hasContent("one\n");
        assertThat(out.resolve("part-00001")).hasContent("two\nthree\n");
    }

    @Test
    void failedAttemptsLeaveNeitherDuplicateNorPartialFiles() throws Exception {
        Outcome outcome = ember.startProgram(SaveWithFailures.class, "local[2,3]", out.toString())
                .await();
        saves(outcome);
        assertThat(outcome.out().lines())
                .containsExactlyInAnyOrder(
                        "partition 0 fails", "partition 1 fails", "partition 2 fails", "partition 3 fails");
        assertThat(Ember.namesIn(out))
                .containsExactly("_SUCCESS", "part-00000", "part-00001", "part-00002", "part-00003");
        assertThat(Ember.linesIn(out))
                .isEqualTo(IntStream.range(0, 400).mapToObj(n -> "line " + n).toList());
    }

    @Test
    void killedProcessLeavesNoPartAndARerunSucceeds() throws Exception {
        Running running = ember.startProgram(SaveSlowly.class, "local[1]", out.toString());
        running.awaitSaid("writing");
        running.signal("KILL");
        running.await();

        assertThat(Ember.namesIn(out)).as("the attempt's own place only").containsExactly("_temporary");

        delete(out);
        saves(ember.run(Save.class, out.toString()));
        assertThat(Ember.linesIn(out)).isEqualTo(List.of("one", "two", "three"));
    }

    @Test
    void interruptedProcessCleansUpAndSaysSo() throws Exception {
        Running running = ember.startProgram(SaveSlowly.class, "local[1]", out.toString());
        running.awaitSaid("writing");
        running.signal("INT");
        Outcome outcome = running.await();

        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(INTERRUPTED);
        assertThat(Ember.namesIn(out)).as(outcome.toString()).isEmpty();
    }

    private static void saves(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
