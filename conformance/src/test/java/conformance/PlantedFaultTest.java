// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison that finds nothing proves something only if it would have found something. */
class PlantedFaultTest {
    @TempDir
    Path folder;

    @Test
    void anOperatorThatWorksWronglyIsFoundAndShownInASmallProgram() throws IOException {
        try (Comparison comparison = new Comparison(folder, "distinctInto", false, SparkAnswers.none())) {
            List<String> differences = comparison.run(1, 150, 1);
            assertThat(differences).isNotEmpty();
            String shown = differences.get(0);
            assertThat(shown).contains(".distinct(").contains("spark:").contains("ember:");
            assertThat(shown.lines().filter(line -> line.endsWith(";") && line.startsWith("            ")))
                    .as("source, distinct, and what tells it, and perhaps one more: %s", shown)
                    .hasSizeLessThanOrEqualTo(5);
        }
    }
}
