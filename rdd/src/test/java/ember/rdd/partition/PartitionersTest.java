// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

class PartitionersTest {
    @SuppressWarnings("unchecked")
    private static final Comparator<Object> NATURAL = (Comparator<Object>) (Comparator<?>) Comparator.naturalOrder();

    @Test
    void aHashMayBeNegativeButNotItsPartition() {
        HashPartitioner three = new HashPartitioner(3);

        assertThat(three.getPartition(-1)).isEqualTo(2);
        assertThat(three.getPartition(null)).isZero();
        assertThat(three).isEqualTo(new HashPartitioner(3)).isNotEqualTo(new HashPartitioner(4));
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatThrownBy(() -> new HashPartitioner(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Number of partitions (-1) cannot be negative.");
    }

    @Test
    void aRangeEndsWithItsBound() {
        RangePartitioner ranges = new RangePartitioner(NATURAL, true, new Object[] {10, 20});

        assertThat(ranges.numPartitions()).isEqualTo(3);
        assertThat(ranges.getPartition(-5)).isZero();
        assertThat(ranges.getPartition(10)).isZero();
        assertThat(ranges.getPartition(11)).isEqualTo(1);
        assertThat(ranges.getPartition(20)).isEqualTo(1);
        assertThat(ranges.getPartition(21)).isEqualTo(2);
    }

    @Test
    void descendingRangesBeginWithTheGreatest() {
        RangePartitioner ranges = new RangePartitioner(NATURAL, false, new Object[] {10, 20});

        assertThat(ranges.getPartition(10)).isEqualTo(2);
        assertThat(ranges.getPartition(21)).isZero();
    }

    @Test
    void rangesAreEqualByBoundsAndDirection() {
        RangePartitioner ranges = new RangePartitioner(NATURAL, true, new Object[] {10});

        assertThat(ranges)
                .isEqualTo(new RangePartitioner(NATURAL, true, new Object[] {10}))
                .isNotEqualTo(new RangePartitioner(NATURAL, false, new Object[] {10}))
                .isNotEqualTo(new RangePartitioner(NATURAL, true, new Object[] {11}));
    }

    @Test
    void theGeneratorDrawsSparksSequence() {
        XorShiftRandom random = new XorShiftRandom(42);

        // Seen on Spark 4.2.0.
        assertThat(new double[] {random.nextDouble(), random.nextDouble()}).containsExactly(SEEN);
    }

    private static final double[] SEEN = {0.619189370225301, 0.5096018842446481};
}
