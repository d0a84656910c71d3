// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.rdd.NarrowDependency;
import ember.rdd.operator.PartitionPruningRdd;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of partitions that are put together, left out or asked for. */
class PartitionScenariosTest extends LocalSpark {

    /** The numbers [from, until). */
    private static List<Integer> range(int from, int until) {
        return IntStream.range(from, until).boxed().toList();
    }

    @Test
    @Tag("RDD-026")
    @Tag("RDD-030")
    void coalesceLosesNothingAndHasNoEmptyGroup() {
        JavaRDD<Integer> numbers = sc.parallelize(range(1, 10), 9);
        for (int groups : new int[] {1, 2, 4, 9}) {
            List<List<Integer>> parts = numbers.coalesce(groups).glom().collect();
            assertThat(parts).hasSize(groups).noneMatch(List::isEmpty);
            assertThat(parts.stream().flatMap(List::stream).toList()).isEqualTo(range(1, 10));
        }
        assertThat(numbers.coalesce(30).getNumPartitions()).isEqualTo(9);
    }

    @Test
    @Tag("RDD-028")
    void manyPartitionsAreCoalescedIntoGroupsOfLikeSize() {
        JavaRDD<Integer> coalesced = sc.parallelize(range(0, 10_000), 10_000).coalesce(100);
        NarrowDependency groups =
                (NarrowDependency) coalesced.rdd().engine().dependencies().get(0);
        for (int i = 0; i < 100; i++) {
            assertThat(groups.parents(i)).hasSizeBetween(80, 120);
        }
        assertThat(coalesced.map(i -> i).getNumPartitions()).isEqualTo(100);
    }

    @Test
    @Tag("RDD-032")
    void prunedPartitionsAreGone() {
        JavaRDD<Integer> numbers = sc.parallelize(range(1, 11), 10);
        JavaRDD<Integer> pruned = new JavaRDD<>(
                new RDD<>(sc.sc(), new PartitionPruningRdd<>(numbers.rdd().engine(), index -> index > 8)));
        assertThat(pruned.getNumPartitions()).isEqualTo(1);
        assertThat(pruned.collect()).containsExactly(10);
    }

    @Test
    @Tag("RDD-046")
    void aPartitionThatIsNotThereIsRefusedAtTheCall() {
        JavaRDD<Integer> two = sc.parallelize(List.of(1, 2), 2);
        assertThatThrownBy(() -> two.collectPartitions(new int[] {0, 1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Attempting to access a non-existent partition: 2. Total number of partitions: 2");
    }
}
