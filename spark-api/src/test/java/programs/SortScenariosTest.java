// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaPairRDD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Sorting by key, and the ranges that sorting makes cheap to find. */
class SortScenariosTest extends LocalSpark {

    private static List<Tuple2<Integer, Integer>> randomPairs(int count) {
        Random random = new Random(7);
        List<Tuple2<Integer, Integer>> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(new Tuple2<>(random.nextInt(), random.nextInt()));
        }
        return pairs;
    }

    private static List<Tuple2<Integer, Integer>> oneTo(int last) {
        List<Tuple2<Integer, Integer>> pairs = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            pairs.add(new Tuple2<>(i, -i));
        }
        return pairs;
    }

    private static List<Tuple2<Integer, Integer>> ascending(List<Tuple2<Integer, Integer>> pairs) {
        List<Tuple2<Integer, Integer>> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparingInt(Tuple2::_1));
        return sorted;
    }

    @Test
    @Tag("SORT-002")
    void pairsOfTwoPartitionsAreSortedIntoTwo() {
        List<Tuple2<Integer, Integer>> pairs = randomPairs(1000);
        JavaPairRDD<Integer, Integer> sorted = sc.parallelizePairs(pairs, 2).sortByKey();

        assertThat(sorted.getNumPartitions()).isEqualTo(2);
        assertThat(sorted.collect()).isEqualTo(ascending(pairs));
    }

    @Test
    @Tag("SORT-004")
    void sortingMakesAsManyPartitionsAsItIsAskedFor() {
        List<Tuple2<Integer, Integer>> pairs = randomPairs(1000);
        JavaPairRDD<Integer, Integer> sorted = sc.parallelizePairs(pairs, 2).sortByKey(true, 20);

        assertThat(sorted.getNumPartitions()).isEqualTo(20);
        assertThat(sorted.collect()).isEqualTo(ascending(pairs));
    }

    @Test
    @Tag("SORT-006")
    void onePartitionIsSortedDescending() {
        List<Tuple2<Integer, Integer>> pairs = randomPairs(1000);
        List<Tuple2<Integer, Integer>> descending = ascending(pairs);
        Collections.reverse(descending);

        assertThat(sc.parallelizePairs(pairs, 1).sortByKey(false, 1).collect()).isEqualTo(descending);
    }

    @Test
    @Tag("SORT-008")
    void fewPairsOfManyPartitionsAreSorted() {
        List<Tuple2<Integer, Integer>> pairs = randomPairs(10);

        assertThat(sc.parallelizePairs(pairs, 30).sortByKey().collect()).isEqualTo(ascending(pairs));
    }

    @Test
    @Tag("SORT-010")
    void rangesAreAboutEquallyLargeAndDoNotOverlap() {
        List<List<Tuple2<Integer, Integer>>> ranges =
                sc.parallelizePairs(oneTo(1000), 4).sortByKey().glom().collect();

        assertThat(ranges).hasSize(4);
        int last = 0;
        for (List<Tuple2<Integer, Integer>> range : ranges) {
            assertThat(range.size()).isBetween(101, 399);
            assertThat(range.get(0)._1()).isGreaterThan(last);
            last = range.get(range.size() - 1)._1();
        }
    }

    @Test
    @Tag("SORT-012")
    void aRangeOfSortedPairsRunsOnlyThePartitionsThatMayHoldIt() {
        JavaPairRDD<Integer, Integer> sorted =
                sc.parallelizePairs(oneTo(1000), 10).sortByKey(true, 10);

        JavaPairRDD<Integer, Integer> range = sorted.filterByRange(20, 40);

        assertThat(range.getNumPartitions()).isLessThan(10);
        assertThat(range.keys().collect())
                .isEqualTo(
                        oneTo(40).stream().map(Tuple2::_1).filter(i -> i >= 20).toList());
    }

    @Test
    @Tag("SORT-014")
    void aRangeOfUnsortedPairsIsFoundInAllPartitions() {
        List<Tuple2<Integer, Integer>> shuffled = oneTo(1000);
        Collections.shuffle(shuffled, new Random(3));
        JavaPairRDD<Integer, Integer> pairs = sc.parallelizePairs(shuffled, 10);

        assertThat(pairs.filterByRange(200, 800).keys().collect())
                .hasSize(601)
                .allMatch(key -> key >= 200 && key <= 800)
                .doesNotHaveDuplicates();
    }
}
