// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.KeyEquality;
import ember.rdd.Rdd;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.partition.HashPartitioner;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.testkit.Pair;
import ember.rdd.transform.PairTransformations;
import ember.rdd.transform.Transformations;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of ids and results were seen on Spark 4.2.0. */
class KeyedActionsTest {
    private final InlineRunner runner = new InlineRunner();
    private final PairActions<Pair> actions = new PairActions<>(Pair.PAIRING, KeyEquality.JDK);
    private final TreeActions<Pair> trees = new TreeActions<>(Pair.PAIRING);
    private final Rdd<Pair> pairs = new ParallelCollectionRdd<>(
            runner, List.of(Pair.of("a", 1), Pair.of("b", 2), Pair.of("a", 3), Pair.of("c", 4)), 3);
    private final Rdd<Integer> eight = numbers(8, 1, 2, 3, 4, 5, 6, 7, 8);
    private final Rdd<Integer> three = numbers(3, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3);

    private Rdd<Integer> numbers(int slices, Integer... elements) {
        return new ParallelCollectionRdd<>(runner, Arrays.asList(elements), slices);
    }

    private int idsTakenBy(Runnable action) {
        int before = runner.newRddId();
        action.run();
        return runner.newRddId() - before - 1;
    }

    @Test
    void countByKeyAndByValueCount() {
        assertThat(actions.countByKey(pairs))
                .containsExactlyInAnyOrder(Pair.of("a", 2L), Pair.of("b", 1L), Pair.of("c", 1L));
        assertThat(actions.countByValue(three)).contains(Pair.of(1, 2L), Pair.of(9, 1L));
        assertThat(idsTakenBy(() -> actions.countByKey(pairs))).isEqualTo(2);
        assertThat(idsTakenBy(() -> actions.countByValue(three))).isEqualTo(3);
    }

    @Test
    void lookupReadsOnePartitionIfKeysArePlaced() {
        Rdd<Pair> placed =
                new PairTransformations<>(Pair.PAIRING, KeyEquality.JDK).partitionBy(pairs, new HashPartitioner(3));

        assertThat(actions.<Object>lookup(placed, "a")).containsExactly(1, 3);
        assertThat(runner.jobs).hasSize(1);
        assertThat(runner.jobs.get(0)).containsExactly(1);
        assertThat(idsTakenBy(() -> actions.lookup(placed, "a"))).isZero();
    }

    @Test
    void lookupFiltersIfKeysAreNotPlaced() {
        assertThat(actions.<Object>lookup(pairs, "a")).containsExactly(1, 3);
        assertThat(actions.<Object>lookup(pairs, "nobody")).isEmpty();
        assertThat(idsTakenBy(() -> actions.lookup(pairs, "a"))).isEqualTo(2);
    }

    private int treeSum(Rdd<Integer> rdd, int depth, boolean onExecutor) {
        return trees.treeAggregate(rdd, 1, Integer::sum, Integer::sum, depth, onExecutor);
    }

    @Test
    void aTreesZeroEntersInEveryPartitionLevelAndTheDriver() {
        assertThat(treeSum(three, 2, false)).isEqualTo(39 + 7);
        assertThat(treeSum(eight, 2, false)).isEqualTo(36 + 19);
        assertThat(treeSum(eight, 3, false)).isEqualTo(36 + 21);
        assertThat(treeSum(eight, 2, true)).isEqualTo(36 + 20);
        assertThat(treeSum(three, 2, true)).isEqualTo(39 + 8);
    }

    @Test
    void treesTakeAsManyIdsAsSparks() {
        assertThat(idsTakenBy(() -> treeSum(three, 2, false))).isEqualTo(1);
        assertThat(idsTakenBy(() -> treeSum(eight, 2, false))).isEqualTo(4);
        assertThat(idsTakenBy(() -> treeSum(eight, 2, true))).isEqualTo(7);
        assertThat(idsTakenBy(() -> treeSum(three, 2, true))).isEqualTo(4);
        assertThat(idsTakenBy(() -> trees.treeReduce(eight, Integer::sum, 2))).isEqualTo(5);
    }

    @Test
    void treeReduceReduces() {
        assertThat(trees.treeReduce(eight, Integer::sum, 2)).isEqualTo(36);
        assertThat(trees.treeReduce(numbers(20, 7), Integer::sum, 2)).isEqualTo(7);
        assertThatThrownBy(() -> trees.treeReduce(numbers(2), Integer::sum, 2)).hasMessage("empty collection");
        assertThatThrownBy(() -> trees.treeReduce(eight, Integer::sum, 0))
                .hasMessage("requirement failed: Depth must be greater than or equal to 1 but got 0.");
    }

    @Test
    void histogramsCountByRange() {
        Rdd<Double> doubles = new ParallelCollectionRdd<>(runner, List.of(1.0, 2.0, 3.0, 7.0), 2);

        assertThat(DoubleOperations.evenBounds(doubles, 3)).containsExactly(1, 3, 5, 7);
        assertThat(DoubleOperations.histogram(doubles, new double[] {1, 3, 5, 7}, true))
                .containsExactly(2, 1, 1);
        assertThat(DoubleOperations.histogram(doubles, new double[] {1, 3, 7}, false))
                .containsExactly(2, 2);
        assertThat(DoubleOperations.histogram(doubles, new double[] {2, 2.5}, false))
                .containsExactly(1);
    }

    @Test
    void histogramsOfEqualNumbersHaveOneRange() {
        Rdd<Double> ones = new ParallelCollectionRdd<>(runner, List.of(1.0, 1.0), 2);

        double[] bounds = DoubleOperations.evenBounds(ones, 4);
        assertThat(bounds).containsExactly(1, 1);
        assertThat(DoubleOperations.histogram(ones, bounds, true)).containsExactly(2);
    }

    @Test
    void histogramsRefuseNanAndNothing() {
        Rdd<Double> nan = new ParallelCollectionRdd<>(runner, List.of(1.0, Double.NaN), 2);
        Rdd<Double> none = Transformations.filter(nan, x -> false);

        for (Rdd<Double> bad : List.of(nan, none)) {
            assertThatThrownBy(() -> DoubleOperations.evenBounds(bad, 2))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("Histogram on either an empty RDD or RDD containing +/-infinity or NaN");
        }
        assertThatThrownBy(() -> DoubleOperations.histogram(nan, new double[] {1}, false))
                .hasMessage("buckets array must have at least two elements");
    }
}
