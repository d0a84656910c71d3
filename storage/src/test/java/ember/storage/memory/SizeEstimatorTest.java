// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SizeEstimatorTest {
    record Person(String name, int age) {}

    @Test
    void plainValuesHaveTheirLayoutsSize() {
        assertThat(SizeEstimator.estimate(1)).isEqualTo(16);
        assertThat(SizeEstimator.estimate(1L)).isEqualTo(24);
        assertThat(SizeEstimator.estimate("")).isEqualTo(40);
        assertThat(SizeEstimator.estimate("x".repeat(1000))).isEqualTo(24 + 1016);
        assertThat(SizeEstimator.estimate(new long[100])).isEqualTo(816);
    }

    @Test
    void whatIsThereAnywayCostsNothing() {
        assertThat(SizeEstimator.estimate(null)).isZero();
        assertThat(SizeEstimator.estimate(TimeUnit.DAYS)).isZero();
        assertThat(SizeEstimator.estimate(String.class)).isZero();
    }

    @Test
    void whatAnObjectRefersToCounts() {
        assertThat(SizeEstimator.estimate(new Person("x".repeat(100), 1))).isEqualTo(24 + 24 + 120);
    }

    @Test
    void aCollectionIsEstimatedFromASample() {
        List<String> list = new ArrayList<>();
        Map<Integer, String> map = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            list.add("x".repeat(100));
            map.put(i, "x".repeat(100));
        }
        assertThat(SizeEstimator.estimate(list)).isBetween(1_400_000L, 1_600_000L);
        assertThat(SizeEstimator.estimate(map)).isBetween(1_700_000L, 2_200_000L);
        assertThat(SizeEstimator.estimate(list.toArray())).isBetween(1_400_000L, 1_600_000L);
    }

    @Test
    void aCyclicStructureEnds() {
        Object[] cycle = new Object[1];
        cycle[0] = cycle;
        assertThat(SizeEstimator.estimate(cycle)).isPositive();
    }
}
