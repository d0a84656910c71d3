// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ember.simulator.cluster.Fault;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code -Dember.simulator.seeds=N} runs another number of worlds, {@code -Dember.simulator.firstSeed=N} others. */
class FaultScheduleTest {
    private static final long SEEDS = 60_000;

    @Test
    void noFaultScheduleMakesTheSchedulerBreakARule() {
        long first = Long.getLong("ember.simulator.firstSeed", 0);
        long count = Long.getLong("ember.simulator.seeds", SEEDS);
        long start = System.nanoTime();
        Tally tally = Seeds.run(first, count, done -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,d fault schedules from seed %d in %.1f s, %.0f a second:%n%s",
                count, first, seconds, count / seconds, tally.lines("  "));
        if (count >= SEEDS) {
            everythingHappenedOften(tally, count);
        }
    }

    private static void everythingHappenedOften(Tally tally, long count) {
        for (Fault fault : Fault.values()) {
            assertThat(tally.count("fault " + fault)).as("%s", fault).isGreaterThan(count / 200);
        }
        assertThat(tally.count("jobs succeeded")).isGreaterThan(count);
        for (String rare : new String[] {
            "jobs aborted",
            "jobs cancelled",
            "commits denied",
            "shuffles forgotten",
            "ends FetchFailed",
            "ends Resubmitted",
            "ends ExecutorLost",
            "ends Killed",
            "ends ResultLost",
            "ends CommitDenied",
            "second copies",
            "second copies that were faster"
        }) {
            assertThat(tally.count(rare)).as(rare).isGreaterThan(count / 200);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 0; seed < 300; seed++) {
            assertThat(fingerprint(seed)).as("seed %d", seed).isEqualTo(fingerprint(seed));
        }
    }

    @Test
    void differentSeedsGiveDifferentRuns() {
        long distinct = LongStream.range(0, 300)
                .map(FaultScheduleTest::fingerprint)
                .distinct()
                .count();
        // Some applications are so small that two of them are the same.
        assertThat(distinct).isGreaterThan(270);
    }

    private static long fingerprint(long seed) {
        Simulation simulation = new Simulation(seed);
        simulation.run();
        return simulation.fingerprint();
    }
}
