// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.KeyEquality;
import ember.model.StorageLevel;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.partition.HashPartitioner;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.testkit.Pair;
import ember.rdd.transform.PairTransformations;
import ember.rdd.transform.Transformations;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lineages without anything cached are compared with Spark's by OperationsLikeSparkTest. */
class DebugStringTest {
    private final InlineRunner runner = new InlineRunner();
    private final PairTransformations<Pair> pairs = new PairTransformations<>(Pair.PAIRING, KeyEquality.JDK);

    @Test
    void whatIsCachedStandsBelowItsRdd() {
        Rdd<Pair> data = new ParallelCollectionRdd<>(runner, List.of(Pair.of(1, 1)), 3);
        Rdd<Pair> kept = pairs.partitionBy(data, new HashPartitioner(3));
        kept.setName("kept");
        runner.cached.put(kept.id(), new JobRunner.CachedSize(3, 336, 0));
        Rdd<Pair> next = pairs.partitionBy(Transformations.view(kept), new HashPartitioner(1234));

        assertThat(next.toDebugString().lines())
                .containsExactly(
                        "(1234) ShuffledRDD[3] at here []",
                        "  +-(3) MapPartitionsRDD[2] at here []",
                        "     |  kept ShuffledRDD[1] at here []",
                        "     |      CachedPartitions: 3; MemorySize: 336.0 B; DiskSize: 0.0 B",
                        "     +-(3) ParallelCollectionRDD[0] at here []");
    }

    @Test
    void theAskedRddsCachedLineIsOneColumnFurtherRight() {
        Rdd<Integer> data = new ParallelCollectionRdd<>(runner, Collections.nCopies(3, 1), 3);
        data.persist(StorageLevel.MEMORY_ONLY);
        runner.cached.put(data.id(), new JobRunner.CachedSize(3, 5 * 1024 + 500, 3L << 30));

        assertThat(data.toDebugString())
                .isEqualTo("(3) ParallelCollectionRDD[0] at here [Memory Deserialized 1x Replicated]\n"
                        + " |       CachedPartitions: 3; MemorySize: 5.5 KiB; DiskSize: 3.0 GiB");
    }

    @Test
    void everyLineTellsTheLevelOfTheAskedRdd() {
        Rdd<Integer> data = new ParallelCollectionRdd<>(runner, List.of(1), 1);
        Rdd<Integer> kept = Transformations.view(data);
        kept.persist(new StorageLevel(true, true, true, false, 2));

        assertThat(kept.toDebugString())
                .isEqualTo("(1) MapPartitionsRDD[1] at here [Disk Memory (off heap) Serialized 2x Replicated]\n"
                        + " |  ParallelCollectionRDD[0] at here [Disk Memory (off heap) Serialized 2x Replicated]");
    }
}
