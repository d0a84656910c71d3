// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.KeyEquality;
import ember.rdd.action.Actions;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.partition.HashPartitioner;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.testkit.Pair;
import ember.rdd.transform.PairTransformations;
import ember.rdd.transform.Transformations;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongLineageTest {
    private final InlineRunner runner = new InlineRunner();

    @Test
    void hundredThousandMapsListTheirPartitionsAndPrintThemselves() {
        Rdd<Integer> rdd = new ParallelCollectionRdd<>(runner, List.of(1, 2, 3), 2);
        for (int i = 0; i < 100_000; i++) {
            rdd = Transformations.view(rdd);
        }

        assertThat(rdd.numPartitions()).isEqualTo(2);
        assertThat(rdd.determinism()).isEqualTo(Determinism.DETERMINATE);
        assertThat(rdd.isBarrier()).isFalse();
        assertThat(rdd.toDebugString().lines()).hasSize(100_001);
    }

    @Test
    void twoThousandShufflesAreRead() {
        PairTransformations<Pair> pairs = new PairTransformations<>(Pair.PAIRING, KeyEquality.JDK);
        Rdd<Pair> rdd = new ParallelCollectionRdd<>(runner, List.of(Pair.of(1, 1), Pair.of(2, 2)), 2);
        for (int i = 0; i < 2_000; i++) {
            rdd = pairs.partitionBy(rdd, new HashPartitioner(1 + i % 3));
        }

        assertThat(Actions.collect(rdd)).containsExactlyInAnyOrder(Pair.of(1, 1), Pair.of(2, 2));
        assertThat(rdd.toDebugString().lines()).hasSize(2_001);
    }

    @Test
    void tenThousandUnionsAndMapsListTheirPartitions() {
        Rdd<Integer> one = new ParallelCollectionRdd<>(runner, List.of(1), 1);
        Rdd<Integer> rdd = Transformations.coalesce(one, 1);
        for (int i = 0; i < 10_000; i++) {
            rdd = Transformations.coalesce(Transformations.view(Transformations.view(rdd)), 1);
        }

        assertThat(rdd.numPartitions()).isEqualTo(1);
    }

    @Test
    void unionsInALoopAreReadWithoutRecursion() {
        Rdd<Integer> one = new ParallelCollectionRdd<>(runner, List.of(1), 1);
        Rdd<Integer> all = one;
        for (int i = 0; i < 2_000; i++) {
            all = Transformations.union(all, one);
        }

        assertThat(Actions.collect(all)).hasSize(2_001);
    }
}
