// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.FutureTask;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class PartialTest {

    @Test
    void boundsPrintWithThreeDigitsAndHashAsSparks() {
        assertThat(new BoundedDouble(1.23456, 0.95, 1, 2)).hasToString("[1.000, 2.000]");
        assertThat(new BoundedDouble(1.23456, 0.95, 1, 2).hashCode()).isEqualTo(-452660487);
    }

    @Test
    void boundsCompareAsNumbers() {
        assertThat(new BoundedDouble(0.0, 0.9, -0.0, 1)).isEqualTo(new BoundedDouble(-0.0, 0.9, 0.0, 1));
        assertThat(new BoundedDouble(Double.NaN, 0.9, 0, 1)).isNotEqualTo(new BoundedDouble(Double.NaN, 0.9, 0, 1));
    }

    @Test
    void finalInitialValueIsTheFinalValue() {
        PartialResult<Integer> result = new PartialResult<>(5, true);

        assertThat(result.getFinalValue()).isEqualTo(5);
        assertThat(result).hasToString("(final: 5)");
        assertThatThrownBy(() -> result.setFinalValue(6))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("setFinalValue called twice on a PartialResult");
    }

    @Test
    void finalValueIsWaitedFor() throws Exception {
        PartialResult<Integer> result = new PartialResult<>(5, false);
        FutureTask<Integer> waiter = new FutureTask<>(result::getFinalValue);
        new Thread(waiter).start();
        assertThat(result).hasToString("(partial: 5)");
        result.setFinalValue(6);

        assertThat(waiter.get()).isEqualTo(6);
        assertThat(result.initialValue()).isEqualTo(5);
        assertThat(result.isInitialValueFinal()).isFalse();
        assertThat(result).hasToString("(final: 6)");
    }

    @Test
    void failureComesOutAsItIs() {
        PartialResult<Integer> result = new PartialResult<>(5, false);
        SparkException failure = new SparkException("x");
        result.setFailure(failure);

        assertThatThrownBy(result::getFinalValue).isSameAs(failure);
    }
}
