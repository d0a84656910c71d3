// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class RecordSizesTest {
    private final RecordSizes sizes = new RecordSizes();
    private int measured;

    /** What a function makes of two, and whose size is not seen at a glance. */
    private record Sum(long[] numbers) {}

    private void change(Sum from, Sum to) {
        if (sizes.afterChange(sizes.beforeChange(from), to)) {
            measured++;
        }
    }

    private void keepSize(int changes) {
        Sum sum = new Sum(new long[4]);
        for (int i = 0; i < changes; i++) {
            change(sum, sum);
        }
    }

    private void grow(int changes) {
        for (int i = 0; i < changes; i++) {
            change(new Sum(new long[i % 100]), new Sum(new long[i % 100 + 1]));
        }
    }

    @Test
    void changesOfNoSizeAreHardlyMeasured() {
        keepSize(1 << 20);
        assertThat(measured).isBetween(512, 1024);
        assertThat(sizes.bytes()).isZero();
    }

    @Test
    void growthIsMeasuredAgainAfterManyChangesOfNoSize() {
        keepSize(1 << 20);
        grow(1 << 17);
        assertThat(sizes.bytes()).isCloseTo(8L << 17, withinPercentage(5));
    }

    @Test
    void growthFromTheStartIsMeasuredOften() {
        grow(1 << 17);
        assertThat(sizes.bytes()).isCloseTo(8L << 17, withinPercentage(5));
        assertThat(measured).isGreaterThan(1024);
    }
}
