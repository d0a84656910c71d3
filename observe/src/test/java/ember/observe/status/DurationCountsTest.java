// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationCountsTest {
    private final DurationCounts counts = new DurationCounts();

    @Test
    void quantilesAreATenthOffAtMost() {
        Random random = new Random(5);
        long[] durations = new long[2_000];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = 20 + (long) Math.exp(random.nextDouble() * 12);
            counts.add(durations[i]);
        }
        Arrays.sort(durations);

        for (double quantile : new double[] {0.01, 0.25, 0.5, 0.75, 0.9}) {
            double real = durations[(int) (quantile * durations.length)];
            assertThat((double) counts.quantileMillis(quantile)).isBetween(real * 0.9, real * 1.1);
        }
        assertThat(counts.maxMillis()).isEqualTo(durations[durations.length - 1]);
        assertThat(counts.count()).isEqualTo(2_000);
    }

    @Test
    void nothingAndNoTimeAreZero() {
        assertThat(counts.quantileMillis(0.5)).isZero();
        counts.add(0);
        assertThat(counts.quantileMillis(0.5)).isZero();
        assertThat(counts.counts()).containsExactly(1);
    }

    @Test
    void aYearIsNotTooLong() {
        counts.add(365L * 86_400_000);
        assertThat(counts.quantileMillis(1)).isEqualTo(365L * 86_400_000);
    }
}
