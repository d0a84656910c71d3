// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.checks.Ember.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ember simulate} as a command. */
class SimulateTest {
    @TempDir
    Path folder;

    @Test
    void theStoryOfASeedSaysWhatWasToldOrderedAndJudged() throws Exception {
        Outcome outcome = new Ember(folder).ember("simulate", "--seed", "7");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .startsWith("# Seed 7: ")
                .contains("\nsubmit job=0", "\n----\n", "\nlaunch task=0 stage=0.0", "# Judged ", "# What happened");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void theStoryOfASeedIsTheSameEachTime() throws Exception {
        Ember ember = new Ember(folder);
        assertThat(ember.ember("simulate", "--seed", "11").out())
                .isEqualTo(ember.ember("simulate", "--seed=11").out());
    }

    @Test
    void manySeedsEndWithCounts() throws Exception {
        Outcome outcome = new Ember(folder).ember("simulate", "--seeds", "300", "--first", "1000");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .startsWith("300 fault schedules from seed 1,000, no rule broken")
                .contains("jobs succeeded");
        assertThat(outcome.err()).isEmpty();
    }
}
