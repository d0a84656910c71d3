// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadClockTest {
    private final ThreadClock clock = new ThreadClock();

    @BeforeEach
    void needProcessorTime() {
        assumeTrue(Meter.hasCpuTime());
    }

    @Test
    void theFirstLookAsksTheSystem() {
        long before = Meter.cpuNanos();
        assertThat(clock.cpuNanos(1_000)).isBetween(before, Meter.cpuNanos());
    }

    @Test
    void shortStepsAreCarriedOnByTheClock() {
        long first = clock.cpuNanos(1_000);
        assertThat(clock.cpuNanos(6_000)).isEqualTo(first + 5_000);
        assertThat(clock.cpuNanos(6_000)).isEqualTo(first + 5_000);
        assertThat(clock.cpuNanos(25_000)).isEqualTo(first + 24_000);
    }

    @Test
    void afterALongStepTheSystemIsAskedAgain() {
        clock.cpuNanos(1_000);
        clock.cpuNanos(10_000);
        long before = Meter.cpuNanos();
        // By the clock, an hour has passed.
        assertThat(clock.cpuNanos(3_600_000_000_000L)).isBetween(before, Meter.cpuNanos());
    }

    @Test
    void collectionsAreNotAskedForTwiceInTheSameHalfMillisecond() {
        long first = clock.gcMillis(1_000);
        System.gc();
        assertThat(clock.gcMillis(400_000)).isEqualTo(first);
        long before = Meter.gcMillis();
        assertThat(clock.gcMillis(1_000_000)).isBetween(before, Meter.gcMillis());
    }
}
