// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatCounterTest {

    @Test
    void nothingHasNoVariance() {
        assertThat(new StatCounter())
                .hasToString("(count: 0, mean: 0.000000, stdev: NaN, max: -Infinity, min: Infinity)");
    }

    @Test
    void formulasAreSparks() {
        StatCounter counter = new StatCounter().merge(1).merge(2).merge(4);

        assertThat(counter.count()).isEqualTo(3);
        assertThat(counter.sum()).isEqualTo(7.0);
        assertThat(counter.sampleVariance()).isEqualTo(2.333333333333333);
        assertThat(counter.popVariance()).isEqualTo(counter.variance()).isEqualTo(1.5555555555555554);
        assertThat(counter.sampleStdev()).isEqualTo(1.5275252316519465);
        assertThat(counter.popStdev()).isEqualTo(counter.stdev()).isEqualTo(1.247219128924647);
        assertThat(counter).hasToString("(count: 3, mean: 2.333333, stdev: 1.247219, max: 4.000000, min: 1.000000)");
    }

    @Test
    void sampleOfOneHasNoVariance() {
        assertThat(new StatCounter().merge(1).sampleVariance()).isNaN();
    }

    @Test
    void mergeOfUnevenPartsIsExactEnough() {
        StatCounter small = new StatCounter().merge(1).merge(2).merge(4);
        StatCounter big = new StatCounter();
        for (int i = 0; i < 1000; i++) {
            big.merge(i * 0.1);
        }

        assertThat(small.copy().merge(big).variance()).isEqualTo(837.6060442799259);
        assertThat(big.copy().merge(small)).hasToString(small.copy().merge(big).toString());
    }

    @Test
    void mergeWithItselfDoubles() {
        StatCounter counter = new StatCounter().merge(1).merge(2).merge(4);

        assertThat(counter.merge(counter).count()).isEqualTo(6);
        assertThat(counter.sum()).isEqualTo(14.0);
    }
}
