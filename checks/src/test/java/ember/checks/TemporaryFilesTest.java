// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.Ember.Running;
import ember.checks.program.CacheOnDisk;
import ember.checks.program.LoseTemporaryFiles;
import ember.checks.program.SpillNothing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whole processes leave behind in spark.local.dir, however they end. */
class TemporaryFilesTest {
    @TempDir
    Path folder;

    private Ember ember;
    private Path local;

    @BeforeEach
    void pack() throws Exception {
        ember = new Ember(folder);
        local = Files.createDirectory(folder.resolve("local"));
    }

    @Test
    void nothingIsLeftByAProgramThatEndsAndNoWarningIsPrinted() throws Exception {
        Outcome outcome = ember.run(CacheOnDisk.class, local.toString());
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("cached 10000\n");
        assertThat(outcome.err()).doesNotContain("WARN");
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void whatAKilledProgramLeavesIsDeletedByTheNextEvenIfThatNeedsNoFile() throws Exception {
        Running running = ember.startProgram(CacheOnDisk.class, "local[2]", local.toString(), "wait");
        running.awaitSaid("cached");
        running.signal("KILL");
        running.await();
        assertThat(local).isNotEmptyDirectory();

        Outcome outcome = ember.run(SpillNothing.class, local.toString());
        assertThat(outcome.out()).as(outcome.toString()).isEqualTo("counted 3\n");
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void allMapOutputsThatVanishUnderARunningJobAreMadeAgainInOneRound() throws Exception {
        Outcome outcome = ember.run(LoseTemporaryFiles.class, local.toString());
        assertThat(outcome.out())
                .as(outcome.toString())
                .isEqualTo(
                        "{0=24682285, 1=24686400, 2=24678515, 3=24682629, 4=24686743, 5=10284857, 6=10286571} lost\n");
        assertThat(outcome.err()).contains("was deleted while it was in use");
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void filesOfAProgramThatStillRunsStay() throws Exception {
        Running running = ember.startProgram(CacheOnDisk.class, "local[2]", local.toString(), "wait");
        running.awaitSaid("cached");
        try {
            assertThat(ember.run(SpillNothing.class, local.toString()).status()).isZero();
            assertThat(Ember.namesIn(local)).hasSize(2);
        } finally {
            running.signal("TERM");
            running.await();
        }
        assertThat(local).as("ended by a signal").isEmptyDirectory();
    }
}
