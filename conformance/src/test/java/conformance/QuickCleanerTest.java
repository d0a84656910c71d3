// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's cleaner as it is changed for long runs. */
class QuickCleanerTest {
    @TempDir
    Path folder;

    @Test
    void programsEndAlikeWithACleanerThatLooksOnceIntoAClosure() throws IOException {
        try (Comparison comparison = new Comparison(folder, "", true, SparkAnswers.none())) {
            assertThat(comparison.run(1, 40, 1)).isEmpty();
            assertThat(comparison.sparedLooks()).isGreaterThan(400);
        }
    }

    @Test
    void whatSparkRefusesOfAClosureIsRefusedAlikeEachTime() throws IOException {
        String published = refused(false);
        assertThat(refused(true)).isEqualTo(published);
        assertThat(published)
                .contains("faultless 2: [1, 2]")
                .contains("returns 1: ! org.apache.spark.util.ReturnStatementInClosureException")
                .contains("returns 2: ! org.apache.spark.util.ReturnStatementInClosureException")
                .contains("unserialisable 1: ! org.apache.spark.SparkException: Task not serializable")
                .contains("unserialisable 2: ! org.apache.spark.SparkException: Task not serializable");
    }

    private String refused(boolean quick) throws IOException {
        try (Engine spark = Engine.spark(folder, quick)) {
            spark.ask("context local[2]");
            return spark.ask("fixed scalaClosures 1").replaceAll("Lambda(\\$\\d+)?/0x[0-9a-f]+|@[0-9a-f]+", "HASH");
        }
    }
}
