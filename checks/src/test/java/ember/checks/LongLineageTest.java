// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import ember.checks.program.LongLineage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing recurses over lineage: with stacks of 512 KiB, chains that iterative programs build up still run. */
class LongLineageTest {
    @TempDir
    Path folder;

    @Test
    void hundredThousandMapsRun() throws Exception {
        prints(new Ember(folder).run(LongLineage.class, "maps", "100000"), "sum: 400010\n");
    }

    @Test
    void twoThousandShufflesRun() throws Exception {
        prints(new Ember(folder).run(LongLineage.class, "shuffles", "2000"), "sum: 8010\n");
    }

    private static void prints(Outcome outcome, String output) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo(output);
    }
}
