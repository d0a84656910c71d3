// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.Optional;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class PairProgramsTest extends LocalSpark {

    private static <K, V> Tuple2<K, V> pair(K key, V value) {
        return new Tuple2<>(key, value);
    }

    private JavaPairRDD<String, Integer> letters() {
        return sc.parallelizePairs(List.of(pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)), 2);
    }

    @Test
    void wordsAreCounted() {
        JavaRDD<String> lines = sc.parallelize(List.of("to be or", "not to be"), 2);

        Map<String, Integer> counts = lines.flatMap(
                        line -> Arrays.asList(line.split(" ")).iterator())
                .mapToPair(word -> pair(word, 1))
                .reduceByKey(Integer::sum)
                .collectAsMap();

        assertThat(counts).isEqualTo(Map.of("to", 2, "be", 2, "or", 1, "not", 1));
    }

    @Test
    void valuesOfAKeyAreCombined() {
        assertThat(letters().foldByKey(0, Integer::sum).collectAsMap()).isEqualTo(Map.of("a", 4, "b", 2, "c", 4));
        assertThat(letters()
                        .aggregateByKey("", 3, (text, i) -> text + i, String::concat)
                        .collectAsMap())
                .isEqualTo(Map.of("a", "13", "b", "2", "c", "4"));
        assertThat(letters()
                        .combineByKey(i -> "<" + i, (text, i) -> text + i, String::concat, new HashPartitioner(2))
                        .collectAsMap())
                .isEqualTo(Map.of("a", "<1<3", "b", "<2", "c", "<4"));
        assertThat(letters().reduceByKeyLocally(Integer::sum)).isEqualTo(Map.of("a", 4, "b", 2, "c", 4));
    }

    @Test
    void whatIsReducedLocallyHasKeysThatAreEqualAsJavaSays() {
        List<Tuple2<Object, Integer>> pairs = List.of(new Tuple2<>(1, 10), new Tuple2<>(1L, 20), new Tuple2<>(1, 1));

        Map<Object, Integer> sums = sc.parallelizePairs(pairs, 2).reduceByKeyLocally(Integer::sum);

        assertThat(sums).containsOnly(Map.entry(1, 11), Map.entry(1L, 20));
        assertThat(sums.get((short) 1)).isNull();
        assertThatThrownBy(() -> sums.put(2, 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void zeroOfAFoldEntersOncePerMapTaskThatHasTheKey() {
        assertThat(letters().foldByKey(100, Integer::sum).lookup("a")).containsExactly(204);
        assertThat(letters().coalesce(1).foldByKey(100, Integer::sum).lookup("a"))
                .containsExactly(104);
    }

    @Test
    void groupsCanBeReadTwiceAndPrintLikeLists() {
        Iterable<Integer> group = letters().groupByKey().lookup("a").get(0);

        assertThat(group).containsExactly(1, 3);
        assertThat(group).containsExactly(1, 3).hasToString("[1, 3]").isInstanceOf(Collection.class);
    }

    @Test
    void joinsPairEveryValueWithEveryOther() {
        JavaPairRDD<String, String> other =
                sc.parallelizePairs(List.of(pair("a", "x"), pair("a", "y"), pair("d", "z")), 3);

        assertThat(letters().join(other).collect())
                .containsExactlyInAnyOrder(
                        pair("a", pair(1, "x")),
                        pair("a", pair(1, "y")),
                        pair("a", pair(3, "x")),
                        pair("a", pair(3, "y")));
        assertThat(letters().leftOuterJoin(other).lookup("b")).containsExactly(pair(2, Optional.empty()));
        assertThat(letters().rightOuterJoin(other).lookup("d")).containsExactly(pair(Optional.empty(), "z"));
        assertThat(letters()
                        .fullOuterJoin(other)
                        .mapValues(both -> both._1().isPresent() && both._2().isPresent())
                        .countByValue())
                .containsEntry(pair("a", true), 4L)
                .containsEntry(pair("d", false), 1L)
                .hasSize(4);
        assertThat(letters().subtractByKey(other).keys().collect()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void outerJoinWithANullOnTheMatchingSideFails() {
        JavaPairRDD<String, String> other = sc.parallelizePairs(Collections.singletonList(pair("a", null)), 1);

        assertThatThrownBy(() -> letters().leftOuterJoin(other).collect())
                .isInstanceOf(SparkException.class)
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void cogroupGivesOneCollectionPerSide() {
        var grouped = letters()
                .cogroup(letters(), letters().mapValues(i -> -i))
                .lookup("a")
                .get(0);

        assertThat(grouped._1()).containsExactly(1, 3);
        assertThat(grouped._2()).containsExactly(1, 3);
        assertThat(grouped._3()).containsExactly(-1, -3);
        assertThat(letters().groupWith(letters()).lookup("c").get(0)).hasToString("([4],[4])");
    }

    @Test
    void keysAreSortedOverAllPartitions() {
        assertThat(letters().sortByKey().keys().collect()).containsExactly("a", "a", "b", "c");
        assertThat(letters().sortByKey(false).keys().collect()).containsExactly("c", "b", "a", "a");
        assertThat(letters().sortByKey(Comparator.reverseOrder()).keys().collect())
                .containsExactly("c", "b", "a", "a");
        assertThat(letters().filterByRange("b", "c").keys().collect()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void comparatorThatCannotTravelIsRefusedAtTheCall() {
        Comparator<String> lambda = (left, right) -> left.compareTo(right);

        assertThatThrownBy(() -> letters().sortByKey(lambda))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable");
    }

    @Test
    void partitionsAreSortedAfterTheyWereDealtOut() {
        List<List<Tuple2<String, Integer>>> parts = letters()
                .repartitionAndSortWithinPartitions(new HashPartitioner(1), Comparator.reverseOrder())
                .glom()
                .collect();

        assertThat(parts).hasSize(1);
        assertThat(parts.get(0)).extracting(Tuple2::_1).containsExactly("c", "b", "a", "a");
    }

    @Test
    void equalPartitionersSpareTheShuffleWhoeverChoseThem() {
        JavaPairRDD<String, Integer> placed = letters().partitionBy(new HashPartitioner(2));

        assertThat(placed.partitioner().get()).isEqualTo(new HashPartitioner(2));
        assertThat(letters().reduceByKey(Integer::sum, 2).partitioner().get()).isEqualTo(new HashPartitioner(2));
        assertThat(placed.partitionBy(new HashPartitioner(2)).id()).isEqualTo(placed.id());
        assertThat(placed.reduceByKey(Integer::sum).toDebugString()).containsOnlyOnce("+-");
        assertThat(placed.mapValues(i -> i).partitioner().isPresent()).isTrue();
        assertThat(placed.mapToPair(t -> t).partitioner().isPresent()).isFalse();
    }

    private static final class ByLength extends Partitioner {
        @Override
        public int numPartitions() {
            return 3;
        }

        @Override
        public int getPartition(Object key) {
            return ((String) key).length();
        }
    }

    @Test
    void programsPartitionerDecides() {
        Partitioner byLength = new ByLength();
        JavaPairRDD<String, Integer> placed =
                sc.parallelizePairs(List.of(pair("aa", 1), pair("b", 2)), 2).partitionBy(byLength);

        assertThat(placed.keys().glom().collect()).containsExactly(List.of(), List.of("b"), List.of("aa"));
        assertThat(placed.partitioner().get()).isSameAs(byLength);
    }

    @Test
    void numbersOfOneValueAreOneKeyAsInScala() {
        JavaPairRDD<Object, Integer> mixed =
                sc.parallelizePairs(List.of(pair((Object) 1, 10), pair((Object) 1L, 20)), 1);

        assertThat(mixed.reduceByKey(Integer::sum).values().collect()).containsExactly(30);
        assertThat(mixed.lookup(1L)).containsExactly(10, 20);
        assertThat(mixed.groupByKey().count()).isEqualTo(2);
        Object asLong = 1L;
        assertThat(sc.parallelize(List.of(1, 1)).countByValue().get(asLong)).isEqualTo(2L);
    }

    @Test
    void resultMapsRefusePutButCollectAsMapAllowsRemoval() {
        Map<String, Integer> map = letters().collectAsMap();

        assertThat(map).containsEntry("a", 3);
        assertThatThrownBy(() -> map.put("z", 1)).isInstanceOf(UnsupportedOperationException.class);
        map.remove("a");
        assertThat(map).isEqualTo(Map.of("b", 2, "c", 4));
        Map<String, Long> counts = letters().countByKey();
        assertThat(counts).isEqualTo(new HashMap<>(Map.of("a", 2L, "b", 1L, "c", 1L)));
        assertThatThrownBy(() -> counts.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void elementsAreKeyedGroupedAndZipped() {
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1, 2, 3, 4), 2);

        assertThat(numbers.keyBy(i -> i % 2).collect()).containsExactly(pair(1, 1), pair(0, 2), pair(1, 3), pair(0, 4));
        assertThat(numbers.groupBy(i -> i % 2).mapValues(Object::toString).collectAsMap())
                .isEqualTo(Map.of(0, "[2, 4]", 1, "[1, 3]"));
        assertThat(numbers.zip(numbers.map(i -> -i)).values().collect()).containsExactly(-1, -2, -3, -4);
        assertThat(numbers.zipWithIndex().values().collect()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(numbers.zipWithUniqueId().values().collect()).containsExactly(0L, 2L, 1L, 3L);
        assertThat(numbers.cartesian(numbers).count()).isEqualTo(16);
    }

    @Test
    void unionsOfSeveralKindsAreTyped() {
        @SuppressWarnings("unchecked")
        JavaPairRDD<String, Integer> all = sc.union(letters(), letters(), letters());

        assertThat(all.count()).isEqualTo(12);
        assertThat(all.getNumPartitions()).isEqualTo(6);
        assertThat(letters().union(letters()).distinct().count()).isEqualTo(4);
        assertThat(letters().intersection(letters()).count()).isEqualTo(4);
        assertThat(letters().subtract(letters().filter(t -> t._2() > 2)).count())
                .isEqualTo(2);
    }
}
