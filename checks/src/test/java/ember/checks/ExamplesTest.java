// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples print and write what Apache Spark printed and wrote for them: see golden/README.md. */
class ExamplesTest {
    /** Their address would be told on standard error. */
    private static final String NO_PAGES = "--conf=spark.ui.enabled=false";

    private static final int LINES_SAVED = 500;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sumsquares",
                "wordcount",
                "loganalysis",
                "pagerank",
                "kmeans",
                "transitiveclosure",
                "invertedindex",
                "secondarysort",
                "topn"
            })
    void printsWhatItPrintsOnSpark(String name) throws Exception {
        Outcome outcome = new Ember(folder).ember("example", "--master", "local[2]", NO_PAGES, name);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo(Files.readString(golden(name + ".txt")));
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void savesTheFilesThatSparkSaves() throws Exception {
        Path input = folder.resolve("genesis.txt");
        try (var lines = Files.lines(Repository.existing("data/kjv.txt"))) {
            Files.write(input, lines.limit(LINES_SAVED).toList());
        }
        Path saved = folder.resolve("saved");
        Outcome outcome = new Ember(folder)
                .ember("example", "--master", "local[2]", "wordcount", input.toString(), saved.toString());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(Ember.namesIn(saved)).isEqualTo(List.of("_SUCCESS", "part-00000", "part-00001"));
        for (String name : Ember.namesIn(saved)) {
            assertThat(saved.resolve(name)).hasSameBinaryContentAs(golden("wordcount-saved/" + name));
        }
    }

    private static Path golden(String name) {
        return Repository.existing("checks/src/test/resources/golden/" + name);
    }
}
