// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockSizesTest {
    @Test
    void sizesAreAtMostTenPercentTooHighAndNeverZeroForData() {
        for (long bytes = 1; bytes < 30_000_000_000L; bytes = bytes * 3 / 2 + 1) {
            long told = BlockSizes.of(new long[] {bytes}).bytes(0);
            assertThat(told).isBetween(bytes, bytes + bytes / 10 + 1);
        }
        assertThat(BlockSizes.of(new long[] {0}).bytes(0)).isZero();
    }

    @Test
    void manyBlocksShareAnAverageApartFromEmptyAndLargeOnes() {
        long[] bytes = new long[3000];
        Arrays.fill(bytes, 1000);
        bytes[5] = 0;
        bytes[6] = 3000;
        bytes[7] = 200L << 20;
        BlockSizes sizes = BlockSizes.of(bytes);
        assertThat(sizes.bytes(5)).isZero();
        assertThat(sizes.bytes(0)).isEqualTo(sizes.bytes(6)).isEqualTo(1000);
        assertThat(sizes.bytes(7)).isBetween(200L << 20, 220L << 20);
    }

    @Test
    void aBlockThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> BlockSizes.of(new long[1]).bytes(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reduce partition must be in [0, 1), was 1");
    }
}
