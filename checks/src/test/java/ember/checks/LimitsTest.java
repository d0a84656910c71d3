// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.program.FillDisk;
import ember.checks.program.HugeRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes at the limits of their disk, and with records that memory hardly takes. */
class LimitsTest {
    @TempDir
    Path folder;

    private Ember ember;
    private Path local;

    @BeforeEach
    void pack() throws Exception {
        ember = new Ember(folder);
        local = Files.createDirectory(folder.resolve("local"));
    }

    private Outcome run(List<String> around, String heap, Class<?> program, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--class",
                program.getName(),
                "--master",
                "local[2]",
                ember.jar().toString()));
        words.addAll(List.of(arguments));
        return ember.start(around, heap, words.toArray(String[]::new)).await();
    }

    /** Files of 256 KiB at most stand for the full disk: whoever is not root can have that too. */
    @Test
    void aShuffleThatTheDiskRefusesFailsAloneAndLeavesNothing() throws Exception {
        List<String> smallFiles = List.of("bash", "-c", "ulimit -f 256; exec \"$@\"", "bash");
        Outcome outcome = run(smallFiles, "-Xmx256m", FillDisk.class, local.toString());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("cached 1000 and 1000\n")
                .contains("cannot write " + local)
                .contains("spark.local.dir says where temporary files go")
                .contains("still 1498500 and 2497500\n")
                .endsWith("next 7\n")
                .doesNotContain("grouped");
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void recordsOf200MegabytesPassThroughAHeapOfOneGigabyte() throws Exception {
        Outcome outcome = run(
                List.of(),
                "-Xmx1g",
                HugeRecords.class,
                local.toString(),
                "200",
                "reduceByKey",
                "groupByKey",
                "sortByKey",
                "reduceText",
                "sortText",
                "DISK_ONLY",
                "MEMORY_AND_DISK");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out().lines()).hasSize(7).allMatch(line -> line.endsWith(" 200"));
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void anObjectOf100MegabytesPassesThroughAHeapOf400() throws Exception {
        Outcome outcome = run(List.of(), "-Xmx400m", HugeRecords.class, local.toString(), "100", "reduceObjects");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("reduceObjects 100\n");
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void aRecordThatMemoryCannotTakeTwiceIsNamedWithItsClassAndSize() throws Exception {
        Outcome outcome = run(List.of(), "-Xmx1g", HugeRecords.class, local.toString(), "400", "reduceByKey");
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(
                        "Could not serialise a record of class byte[]: the heap has no room for a serialised value of "
                                + "4194304");
        assertThat(local).isEmptyDirectory();
    }
}
