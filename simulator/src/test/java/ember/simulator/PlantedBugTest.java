// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.simulator.PlantedBugs.Bug;
import ember.simulator.oracle.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judges the judges: what looks like a scheduler with a bug must be caught, and by the oracle that is there for it. */
class PlantedBugTest {
    /** A small part of what the ordinary test run goes through. */
    private static final long SEEDS = 5_000;

    private static final Path README = Path.of("README.md");
    private static final String TABLE_HEAD =
            "| planted bug | what is said of it | found at seed |\n| --- | --- | --- |\n";

    static List<Bug> bugs() {
        return PlantedBugs.all();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void everyPlantedBugIsCaught(Bug bug) {
        assertThat(foundAt(bug)).as("seed at which it is found").isBetween(0L, SEEDS - 1);
    }

    /** The first seed at which the oracle speaks that is there for the bug; others may have spoken before. */
    private static long foundAt(Bug bug) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(seed, bug.wire().get()).run();
            } catch (Violation violation) {
                if (String.valueOf(violation.getMessage()).contains(bug.caughtAs())) {
                    return seed;
                }
            }
        }
        return SEEDS;
    }

    @Test
    void aBrokenRuleNamesTheCommandThatTellsTheStory() {
        Bug bug = bugs().get(0);
        assertThatThrownBy(() -> Seeds.run(0, SEEDS, bug.wire(), done -> {}))
                .isInstanceOf(Violation.class)
                .hasMessageContaining(bug.caughtAs())
                .hasMessageContaining("run it again: ./ember simulate --seed " + foundAt(bug) + "\n");
    }

    /** {@code -Dember.simulator.rewrite=true} writes the table anew, with the seeds at which the bugs are found now. */
    @Test
    void theReadmeListsEveryPlantedBug() throws IOException {
        if (Boolean.getBoolean("ember.simulator.rewrite")) {
            String old = Files.readString(README);
            StringBuilder table = new StringBuilder(TABLE_HEAD);
            for (Bug bug : bugs()) {
                table.append(line(bug)).append('\n');
            }
            int begin = old.indexOf(TABLE_HEAD);
            Files.writeString(README, old.substring(0, begin) + table + old.substring(old.indexOf("\n\n", begin) + 1));
        }
        String readme = Files.readString(README);
        assertThat(bugs())
                .filteredOn(bug -> !readme.contains("| " + bug.name() + " | "))
                .isEmpty();
    }

    private static String line(Bug bug) {
        return "| " + bug.name() + " | " + bug.caughtAs().trim() + " | " + foundAt(bug) + " |";
    }
}
