// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What is done key by key. */
class PairScenariosTest extends LocalSpark {

    private static <K, V> Tuple2<K, V> pair(K key, V value) {
        return new Tuple2<>(key, value);
    }

    private JavaPairRDD<Integer, Integer> pairs(int... keysAndValues) {
        List<Tuple2<Integer, Integer>> pairs = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            pairs.add(pair(keysAndValues[i], keysAndValues[i + 1]));
        }
        return sc.parallelizePairs(pairs);
    }

    private static Set<Integer> set(Iterable<Integer> values) {
        Set<Integer> set = new HashSet<>();
        values.forEach(set::add);
        return set;
    }

    @Test
    @Tag("PAIR-002")
    void valuesAreGroupedByKey() {
        Map<Integer, Iterable<Integer>> groups =
                pairs(1, 1, 1, 2, 1, 3, 2, 1).groupByKey().collectAsMap();

        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(groups.get(2)).containsExactly(1);
    }

    @Test
    @Tag("PAIR-004")
    void negativeKeysHaveAPartitionToo() {
        Map<Integer, Iterable<Integer>> groups =
                pairs(-1, 1, -1, 2, -1, 3, 2, 1).groupByKey().collectAsMap();

        assertThat(groups.get(-1)).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(groups.get(2)).containsExactly(1);
    }

    @Test
    @Tag("PAIR-008")
    void valuesAreReducedByKey() {
        assertThat(pairs(1, 1, 1, 2, 1, 1, 2, 1).reduceByKey(Integer::sum).collectAsMap())
                .isEqualTo(Map.of(1, 4, 2, 1));
    }

    @Test
    @Tag("PAIR-010")
    void valuesAreReducedIntoAsManyPartitionsAsAsked() {
        JavaPairRDD<Integer, Integer> sums = pairs(1, 1, 1, 2, 1, 1, 2, 1).reduceByKey(Integer::sum, 10);

        assertThat(sums.getNumPartitions()).isEqualTo(10);
        assertThat(sums.collectAsMap()).isEqualTo(Map.of(1, 4, 2, 1));
    }

    @Test
    @Tag("PAIR-014")
    void aJoinHasEveryPairOfValuesOfAKey() {
        List<Tuple2<Integer, Tuple2<Integer, Integer>>> joined =
                pairs(1, 1, 1, 2, 1, 3).join(pairs(1, 10, 1, 20)).collect();

        assertThat(joined)
                .containsExactlyInAnyOrder(
                        pair(1, pair(1, 10)),
                        pair(1, pair(1, 20)),
                        pair(1, pair(2, 10)),
                        pair(1, pair(2, 20)),
                        pair(1, pair(3, 10)),
                        pair(1, pair(3, 20)));
    }

    @Test
    @Tag("PAIR-016")
    void aCogroupWithNothingHasTheKeysOfTheOtherSide() {
        JavaPairRDD<Integer, Integer> nothing = JavaPairRDD.fromJavaRDD(sc.<Tuple2<Integer, Integer>>emptyRDD());

        Map<Integer, Tuple2<Iterable<Integer>, Iterable<Integer>>> groups =
                pairs(1, 1, 2, 2).cogroup(nothing).collectAsMap();

        assertThat(groups.keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(groups.get(2)._1()).containsExactly(2);
        assertThat(groups.get(2)._2()).isEmpty();
    }

    private static JavaPairRDD<Integer, Integer> wide(JavaSparkContext context, int partitions) {
        return context.parallelizePairs(List.of(pair(1, 1), pair(2, 2)), partitions);
    }

    @Test
    @Tag("PAIR-018")
    void aPartitionerThatIsTooSmallByMoreThanAnOrderOfMagnitudeIsNotKept() {
        JavaPairRDD<Integer, Integer> small = wide(sc, 2).partitionBy(new HashPartitioner(10));

        assertThat(wide(sc, 1000).cogroup(small).getNumPartitions()).isEqualTo(1000);
    }

    @Test
    @Tag("PAIR-020")
    @Tag("PAIR-022")
    void defaultParallelismDecidesUnlessAPartitionerIsThere() {
        SparkConf conf = conf().set("spark.default.parallelism", "4");
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            assertThat(wide(context, 10).cogroup(wide(context, 10)).getNumPartitions())
                    .isEqualTo(4);

            JavaPairRDD<Integer, Integer> placed = wide(context, 2).partitionBy(new HashPartitioner(10));
            assertThat(wide(context, 1000).cogroup(placed).getNumPartitions()).isEqualTo(10);
        }
    }

    @Test
    @Tag("PAIR-024")
    void aFullOuterJoinHasTheKeysOfEitherSide() {
        List<Tuple2<Integer, Tuple2<Optional<Integer>, Optional<Integer>>>> joined =
                pairs(1, 1, 2, 2).fullOuterJoin(pairs(2, 20, 3, 30)).collect();

        assertThat(joined)
                .containsExactlyInAnyOrder(
                        pair(1, pair(Optional.of(1), Optional.empty())),
                        pair(2, pair(Optional.of(2), Optional.of(20))),
                        pair(3, pair(Optional.empty(), Optional.of(30))));
    }

    @Test
    @Tag("PAIR-026")
    void aJoinMakesAsManyPartitionsAsAsked() {
        JavaPairRDD<Integer, Tuple2<Integer, Integer>> joined =
                pairs(1, 1, 1, 2, 2, 1, 3, 1).join(pairs(1, 10, 2, 20, 2, 21, 4, 40), 10);

        assertThat(joined.getNumPartitions()).isEqualTo(10);
        assertThat(joined.collect())
                .containsExactlyInAnyOrder(
                        pair(1, pair(1, 10)), pair(1, pair(2, 10)), pair(2, pair(1, 20)), pair(2, pair(1, 21)));
    }

    @Test
    @Tag("PAIR-028")
    void threeSidesAreGroupedTogether() {
        var groups = pairs(1, 1, 1, 2, 2, 1, 3, 1)
                .groupWith(pairs(1, 10, 2, 20, 2, 21), pairs(1, 100, 4, 400))
                .collectAsMap();

        assertThat(groups).hasSize(4);
        assertThat(set(groups.get(1)._1())).containsExactlyInAnyOrder(1, 2);
        assertThat(set(groups.get(2)._2())).containsExactlyInAnyOrder(20, 21);
        assertThat(set(groups.get(4)._3())).containsExactly(400);
        assertThat(groups.get(4)._1()).isEmpty();
    }

    @Test
    @Tag("PAIR-030")
    void anEmptyDirectoryHasNoPartitionsAndReducesToNothing(@TempDir Path empty) {
        JavaRDD<String> lines = sc.textFile(empty.toString());

        assertThat(lines.getNumPartitions()).isZero();
        assertThat(lines.collect()).isEmpty();
        assertThat(lines.mapToPair(line -> pair(line, line))
                        .reduceByKey(String::concat)
                        .collect())
                .isEmpty();
    }

    @Test
    @Tag("PAIR-032")
    void groupingKeepsManyPartitionsThoughThePartitionerWasLost() {
        JavaPairRDD<Integer, Integer> pairs =
                wide(sc, 2000).partitionBy(new HashPartitioner(2000)).mapToPair(same -> same);

        assertThat(pairs.partitioner().isPresent()).isFalse();
        assertThat(pairs.groupByKey().getNumPartitions()).isEqualTo(2000);
    }

    @Test
    @Tag("PAIR-034")
    void subtractingLeavesTheRestInThePartitionsOfTheLeft() {
        JavaRDD<Integer> left = sc.parallelize(List.of(1, 2, 3), 2);

        JavaRDD<Integer> rest = left.subtract(sc.parallelize(List.of(2, 3, 4), 4));

        assertThat(rest.collect()).containsExactly(1);
        assertThat(rest.getNumPartitions()).isEqualTo(2);
    }

    @Test
    @Tag("PAIR-036")
    void subtractingByKeyKeepsAllPairsOfTheOtherKeys() {
        JavaPairRDD<Integer, String> left =
                sc.parallelizePairs(List.of(pair(1, "a"), pair(1, "a"), pair(2, "b"), pair(3, "c")), 2);

        JavaPairRDD<Integer, String> rest =
                left.subtractByKey(sc.parallelizePairs(List.of(pair(2, 20), pair(3, 30), pair(4, 40)), 4));

        assertThat(rest.collect()).containsExactly(pair(1, "a"), pair(1, "a"));
        assertThat(rest.getNumPartitions()).isEqualTo(2);
    }

    @Test
    @Tag("PAIR-038")
    void valuesAreFoldedByKey() {
        assertThat(pairs(1, 1, 1, 2, 1, 1, 2, 1).foldByKey(0, Integer::sum).collectAsMap())
                .isEqualTo(Map.of(1, 4, 2, 1));
    }

    @Test
    @Tag("PAIR-047")
    void aKeyIsLookedUpWithoutAPartitioner() {
        JavaPairRDD<Integer, Integer> pairs = pairs(1, 2, 3, 4, 5, 6, 5, 7);

        assertThat(pairs.lookup(5)).containsExactlyInAnyOrder(6, 7);
        assertThat(pairs.lookup(-1)).isEmpty();
    }

    /** Even keys have a partition, the others none that exists. */
    private static final class HalfPartitioner extends Partitioner {
        @Override
        public int numPartitions() {
            return 2;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key % 2 == 0 ? 1 : -1;
        }
    }

    @Test
    @Tag("PAIR-049")
    void aKeyWhosePartitionIsNegativeCannotBeLookedUp() {
        JavaPairRDD<Integer, Integer> pairs = pairs(2, 4).partitionBy(new HalfPartitioner());

        assertThat(pairs.lookup(2)).containsExactly(4);
        assertThatThrownBy(() -> pairs.lookup(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
