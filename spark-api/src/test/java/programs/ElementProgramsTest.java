// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

class ElementProgramsTest extends LocalSpark {

    private JavaRDD<Integer> numbers() {
        return sc.parallelize(List.of(5, 3, 1, 4, 2), 3);
    }

    @Test
    void narrowStepsKeepTheOrderOfElements() {
        assertThat(numbers().map(i -> i * 10).filter(i -> i != 30).collect()).containsExactly(50, 10, 40, 20);
        assertThat(numbers().mapPartitions(Singletons::sums).collect()).containsExactly(5, 4, 6);
        assertThat(numbers()
                        .mapPartitionsWithIndex(
                                (index, elements) -> Singletons.of(index + ":" + Singletons.sum(elements)), false)
                        .collect())
                .containsExactly("0:5", "1:4", "2:6");
        assertThat(numbers()
                        .zipPartitions(
                                numbers(), (left, right) -> Singletons.of(Singletons.sum(left) * Singletons.sum(right)))
                        .collect())
                .containsExactly(25, 16, 36);
    }

    /** Helpers that lambdas call. */
    private static final class Singletons {
        static <T> Iterator<T> of(T value) {
            return Collections.singleton(value).iterator();
        }

        static int sum(Iterator<Integer> numbers) {
            int sum = 0;
            while (numbers.hasNext()) {
                sum += numbers.next();
            }
            return sum;
        }

        static Iterator<Integer> sums(Iterator<Integer> numbers) {
            return of(sum(numbers));
        }
    }

    @Test
    void reductionsGiveOneResult() {
        assertThat(numbers().reduce(Integer::sum)).isEqualTo(15);
        assertThat(numbers().treeReduce(Integer::sum, 3)).isEqualTo(15);
        assertThat(numbers().fold(1, Integer::sum)).isEqualTo(15 + 4);
        assertThat(numbers().aggregate(0, (sum, i) -> sum + i, Integer::sum)).isEqualTo(15);
        assertThat(numbers().treeAggregate(0, (sum, i) -> sum + i, Integer::sum))
                .isEqualTo(15);
        assertThat(numbers().count()).isEqualTo(5);
        assertThat(numbers().max(Comparator.naturalOrder())).isEqualTo(5);
        assertThat(numbers().min(Comparator.naturalOrder())).isEqualTo(1);
    }

    @Test
    void firstElementsComeInOrder() {
        assertThat(numbers().take(2)).containsExactly(5, 3);
        assertThat(numbers().first()).isEqualTo(5);
        assertThat(numbers().top(2)).containsExactly(5, 4);
        assertThat(numbers().takeOrdered(2)).containsExactly(1, 2);
        assertThat(numbers().takeOrdered(2, Comparator.reverseOrder())).containsExactly(5, 4);
        assertThat(numbers().toLocalIterator()).toIterable().containsExactly(5, 3, 1, 4, 2);
        assertThat(numbers().collectPartitions(new int[] {2, 0})).containsExactly(List.of(4, 2), List.of(5));
    }

    @Test
    void emptyInputHasNoFirstAndNoSum() {
        JavaRDD<Integer> none = sc.emptyRDD();

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.collect()).isEmpty();
        assertThat(none.getNumPartitions()).isZero();
        assertThat(none.take(3)).isEmpty();
        assertThatThrownBy(none::first)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("empty collection");
        assertThatThrownBy(() -> none.reduce(Integer::sum)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> none.max(Comparator.naturalOrder())).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void collectedListsCannotBeChanged() {
        List<Integer> collected = numbers().collect();

        assertThat(collected).isEqualTo(new ArrayList<>(Arrays.asList(5, 3, 1, 4, 2)));
        assertThatThrownBy(() -> collected.add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Collections.sort(collected)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(sc.parallelize(Arrays.asList("a", null)).collect()).containsExactly("a", null);
    }

    @Test
    void setOperationsFollowSpark() {
        JavaRDD<Integer> twice = numbers().union(numbers());

        assertThat(twice.distinct().collect()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(twice.intersection(sc.parallelize(List.of(1, 1, 9))).collect())
                .containsExactly(1);
        assertThat(twice.subtract(sc.parallelize(List.of(1, 2, 3)), 2).collect())
                .containsExactlyInAnyOrder(4, 4, 5, 5);
        assertThat(numbers().sortBy(i -> -i, true, 2).collect()).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void partitionsAreMergedAndDealtOutAgain() {
        assertThat(numbers().coalesce(1).glom().collect()).containsExactly(List.of(5, 3, 1, 4, 2));
        assertThat(numbers().coalesce(9).getNumPartitions()).isEqualTo(3);
        assertThat(numbers().coalesce(9, true).getNumPartitions()).isEqualTo(9);
        assertThat(numbers().repartition(2).collect()).containsExactlyInAnyOrder(5, 3, 1, 4, 2);
        assertThat(numbers().partitions()).hasSize(3).extracting(p -> p.index()).containsExactly(0, 1, 2);
    }

    @Test
    void cacheReturnsAnotherViewOfTheSameRdd() {
        JavaRDD<Integer> plain = numbers();
        JavaRDD<Integer> cached = plain.cache();

        assertThat(cached).isNotSameAs(plain).isNotEqualTo(plain);
        assertThat(cached.id()).isEqualTo(plain.id());
        assertThat(plain.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY());
        assertThat(plain.setName("five")).isSameAs(plain);
        assertThat(cached.name()).isEqualTo("five");
        assertThatThrownBy(() -> plain.persist(StorageLevel.DISK_ONLY()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(sc.getPersistentRDDs()).containsOnlyKeys(plain.id());
        assertThat(plain.unpersist().getStorageLevel()).isEqualTo(StorageLevel.NONE());
        assertThat(sc.getPersistentRDDs()).isEmpty();
    }

    @Test
    void cachedPartitionsAreComputedOnce() {
        var evaluations = sc.sc().longAccumulator();
        JavaRDD<Integer> cached = numbers()
                .map(i -> {
                    evaluations.add(1);
                    return i;
                })
                .cache();

        cached.count();
        cached.count();

        assertThat(evaluations.value()).isEqualTo(5);
    }

    @Test
    void doublesHaveStatistics() {
        JavaDoubleRDD doubles = sc.parallelizeDoubles(List.of(1.0, 2.0, 3.0, 4.0), 2);

        assertThat(doubles.sum()).isEqualTo(10.0);
        assertThat(doubles.mean()).isEqualTo(2.5);
        assertThat(doubles.variance()).isCloseTo(1.25, within(1e-12));
        assertThat(doubles.sampleVariance()).isCloseTo(5.0 / 3, within(1e-12));
        assertThat(doubles.max()).isEqualTo(4.0);
        assertThat(doubles.min()).isEqualTo(1.0);
        assertThat(doubles.stats().count()).isEqualTo(4);
        assertThat(numbers().mapToDouble(i -> i * 0.5).sum()).isEqualTo(7.5);
        assertThat(numbers()
                        .flatMapToDouble(i -> List.of(1.0 * i, 0.0).iterator())
                        .count())
                .isEqualTo(10);
    }

    @Test
    void bucketsAreClosedBelowAndTheLastAboveToo() {
        JavaDoubleRDD doubles = sc.parallelizeDoubles(List.of(1.0, 2.0, 3.0, 4.0, 9.0, Double.NaN), 2);

        assertThat(doubles.histogram(new double[] {1, 2, 4})).containsExactly(1, 3);
        assertThat(doubles.histogram(new Double[] {1.0, 2.5, 4.0}, true)).containsExactly(2, 2);
        assertThatThrownBy(() -> doubles.histogram(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> doubles.histogram(new double[] {1})).isInstanceOf(IllegalArgumentException.class);
        var even = sc.parallelizeDoubles(List.of(0.0, 1.0, 2.0, 10.0)).histogram(2);
        assertThat(even._1()).containsExactly(0.0, 5.0, 10.0);
        assertThat(even._2()).containsExactly(3, 1);
        assertThat(sc.parallelizeDoubles(List.of(7.0, 7.0)).histogram(3)._2()).containsExactly(2);
    }

    @Test
    void doublesAreTwoRddsAsInSpark() {
        JavaDoubleRDD doubles = sc.parallelizeDoubles(List.of(1.0), 1);

        assertThat(doubles.cache().getStorageLevel()).isEqualTo(StorageLevel.NONE());
        assertThat(doubles.srdd().getStorageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY());
        assertThat(doubles.setName("n").name()).isNull();
        assertThat(doubles.cache().id()).isNotEqualTo(doubles.id());
    }

    @Test
    void operationsResolveOnTheInterfaceToo() {
        JavaRDDLike<Integer, ?> like = numbers();

        assertThat(like.map(i -> i + 1).collect()).containsExactly(6, 4, 2, 5, 3);
        assertThat(like.rdd().toJavaRDD().collect()).containsExactly(5, 3, 1, 4, 2);
    }

    @Test
    void zipWithOtherLengthsFailsWhenItIsFoundOut() {
        JavaRDD<Integer> fewer = sc.parallelize(List.of(1, 2), 3);

        assertThatThrownBy(() -> numbers().zip(fewer).collect())
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("Can only zip RDDs with same number of elements in each partition");
        assertThatThrownBy(() -> numbers().zip(sc.parallelize(List.of(1), 1)).getNumPartitions())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void descriptionNamesTheCallsOfTheProgram() {
        JavaRDD<Integer> doubled = numbers().map(i -> i * 2).setName("doubled");

        assertThat(doubled.toString())
                .matches("doubled MapPartitionsRDD\\[1\\] at map at ElementProgramsTest\\.java:\\d+");
        assertThat(doubled.toDebugString())
                .matches("(?s)\\(3\\) doubled MapPartitionsRDD\\[1\\] at map at ElementProgramsTest.*"
                        + "ParallelCollectionRDD\\[0\\] at parallelize at ElementProgramsTest.*");
    }
}
