// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody wrote, on both engines. */
class RandomProgramsTest {
    @TempDir
    Path folder;

    @Test
    void randomProgramsEndAlikeOnBothEngines() throws IOException {
        int programs = Integer.getInteger("conformance.programs", 2000);
        long seed = Long.getLong("conformance.seed", 1);
        boolean quickCleaner = Boolean.getBoolean("conformance.quickCleaner");
        String kept = System.getProperty("conformance.answers", "");
        SparkAnswers answers = kept.isEmpty() ? SparkAnswers.none() : SparkAnswers.in(Path.of(kept), Engine.programs());
        try (Comparison comparison = new Comparison(folder, "", quickCleaner, answers)) {
            assertThat(comparison.run(seed, programs, 5)).isEmpty();
        }
    }
}
