// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/**
 * Facts that the same lines printed on Apache Spark 4.2.0 ({@code local[2]}, JDK 17): every expected value here was Spark's output,
 * and none was computed by hand. They are those that a program sees and that neither the documentation nor common sense gives.
 */
class SeenOnSparkTest extends LocalSpark {
    private static final AtomicInteger EVALUATIONS = new AtomicInteger();

    private JavaRDD<Integer> numbers(int count, int partitions) {
        return sc.parallelize(IntStream.rangeClosed(1, count).boxed().collect(Collectors.toList()), partitions);
    }

    private JavaRDD<String> words(int partitions) {
        return sc.parallelize(
                Arrays.asList("the cat sat on the mat the dog ate the cat food on a mat".split(" ")), partitions);
    }

    private JavaPairRDD<String, Integer> wordCount(int partitions) {
        return words(partitions).mapToPair(word -> new Tuple2<>(word, 1)).reduceByKey(Integer::sum);
    }

    private JavaPairRDD<Integer, String> pairs(int count, int partitions) {
        return numbers(count, partitions).mapToPair(i -> new Tuple2<>(i % 4, "v" + i));
    }

    private static String glom(JavaRDD<?> rdd) {
        return rdd.glom().collect().toString();
    }

    private static String glom(JavaPairRDD<?, ?> rdd) {
        return rdd.glom().collect().toString();
    }

    // ---- where elements are, and in what order

    @Test
    void wordsAreCountedInTheOrderOfSparksHashMap() {
        assertThat(glom(wordCount(1)))
                .isEqualTo("[[(mat,2), (a,1), (on,2), (ate,1), (sat,1), (dog,1), (food,1), (cat,2), (the,4)]]");
        assertThat(glom(wordCount(2)))
                .isEqualTo("[[(mat,2), (ate,1), (sat,1), (dog,1), (food,1), (cat,2)], [(a,1), (on,2), (the,4)]]");
    }

    @Test
    void groupsComeInTheOrderOfSparksHashMapAndValuesInOrderOfArrival() {
        assertThat(glom(pairs(9, 1).groupByKey()))
                .isEqualTo("[[(0,[v4, v8]), (1,[v1, v5, v9]), (3,[v3, v7]), (2,[v2, v6])]]");
    }

    @Test
    void distinctKeepsTheOrderOfItsShuffle() {
        assertThat(glom(words(5).distinct())).isEqualTo("[[], [on, the], [mat, a, cat], [sat], [ate, dog, food]]");
    }

    @Test
    void sortedWordsAreCutWhereSparkCutsThem() {
        assertThat(glom(words(2).sortBy(word -> word, true, 3)))
                .isEqualTo("[[a, ate, cat, cat, dog], [food, mat, mat, on, on], [sat, the, the, the, the]]");
        assertThat(glom(pairs(9, 3).sortByKey()))
                .isEqualTo("[[(0,v4), (0,v8), (1,v1), (1,v5), (1,v9)], [(2,v2), (2,v6)], [(3,v3), (3,v7)]]");
    }

    @Test
    void keysOfMixedNumberTypesMeetInTheMapTaskOnly() {
        List<Tuple2<Object, String>> mixed =
                List.of(new Tuple2<>(1, "int"), new Tuple2<>(1L, "long"), new Tuple2<>(1.0, "dbl"));
        Function2<String, String, String> join = (left, right) -> left + right;
        assertThat(sc.parallelizePairs(mixed, 1).reduceByKey(join).collect()).hasSize(1);
        assertThat(sc.parallelizePairs(mixed, 1).groupByKey().collect()).hasSize(3);
    }

    @Test
    void subtractKeepsDuplicatesOfTheLeft() {
        JavaRDD<Integer> left = sc.parallelize(List.of(3, 5, 5, 3, 7, 8, 8), 3);
        assertThat(glom(left.subtract(sc.parallelize(List.of(3, 20), 2)))).isEqualTo("[[], [7], [5, 5, 8, 8]]");
    }

    @Test
    void repartitionAndSortLeavesEqualKeysInOrderOfArrival() {
        assertThat(glom(pairs(13, 3).repartitionAndSortWithinPartitions(new HashPartitioner(1))))
                .startsWith("[[(0,v4), (0,v8), (0,v12), (1,v1)");
    }

    // ---- maps

    @Test
    void aMapOfCollectedPairsIteratesAsOneThatHadRoomForAllPairs() {
        JavaPairRDD<String, Integer> pairs = numbers(60, 3).mapToPair(i -> new Tuple2<>("k" + i % 23, i));
        assertThat(pairs.collectAsMap())
                .hasToString(
                        "{k0=46, k1=47, k2=48, k3=49, k4=50, k5=51, k6=52, k7=53, k8=54, k9=55, k11=57, k10=56, k13=59, k12=58,"
                                + " k15=38, k14=60, k17=40, k16=39, k19=42, k18=41, k20=43, k22=45, k21=44}");
    }

    @Test
    void resultMapsFindNumbersOfOtherTypes() {
        assertThat(numbers(9, 3).countByValue().get((Object) 1L)).isEqualTo(1L);
    }

    // ---- jobs and evaluations

    @Test
    void zipWithIndexCountsBeforeStepsThatKeepCounts() {
        EVALUATIONS.set(0);
        numbers(9, 3)
                .map(i -> {
                    EVALUATIONS.incrementAndGet();
                    return i;
                })
                .zipWithIndex();
        assertThat(EVALUATIONS).hasValue(0);
    }

    @Test
    void zipWithIndexCountsWhatIsKept() {
        EVALUATIONS.set(0);
        numbers(9, 3)
                .map(i -> {
                    EVALUATIONS.incrementAndGet();
                    return i;
                })
                .cache()
                .zipWithIndex();
        assertThat(EVALUATIONS).hasValue(6);
    }

    @Test
    void aCachedPartitionTakesTheRoomOfItsObjectsAndTheirArray() {
        JavaRDD<Integer> cached = numbers(3, 2).map(i -> i + 1000).cache();
        cached.count();
        assertThat(cached.map(i -> i).toDebugString())
                .contains("CachedPartitions: 2; MemorySize: 96.0 B; DiskSize: 0.0 B");
    }

    @Test
    void aCoalesceThatIsRefusedUsesUpNoId() {
        JavaRDD<Integer> numbers = numbers(4, 2);
        assertThatThrownBy(() -> numbers.coalesce(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Number of partitions (0) must be positive.");
        assertThat(numbers.map(i -> i).id()).isEqualTo(numbers.id() + 1);
    }

    // ---- doubles

    @Test
    void bucketsThatAreSaidToBeEvenAreTrusted() {
        JavaDoubleRDD doubles = sc.parallelizeDoubles(List.of(1.0, 2.0, 3.0, 4.0, 10.0), 2);
        assertThat(doubles.histogram(new Double[] {0.0, 1.0, 10.0}, true)).containsExactly(4, 1);
    }

    @Test
    void nanIsTheGreatestOnlyIfItComesFirstOrAlone() {
        assertThat(sc.parallelizeDoubles(List.of(Double.NaN, 1.0), 1).max()).isNaN();
        assertThat(sc.parallelizeDoubles(List.of(Double.NaN, 1.0), 1).min()).isEqualTo(1.0);
    }

    // ---- errors

    @Test
    void partitionsOfUnequalSizeEndAZipWithTheBareError() {
        assertThatThrownBy(() -> numbers(4, 2).zip(numbers(5, 2)).collect())
                .isExactlyInstanceOf(SparkException.class)
                .hasMessage("Can only zip RDDs with same number of elements in each partition")
                .satisfies(e -> assertThat(((SparkException) e).getCondition()).isEqualTo("_LEGACY_ERROR_TEMP_3013"));
    }

    @Test
    void anRddInATaskEndsTheJobWithTheBareError() {
        JavaRDD<Integer> inner = numbers(2, 2);
        assertThatThrownBy(() -> numbers(2, 1).map(i -> inner.count()).collect())
                .isExactlyInstanceOf(SparkException.class)
                .hasMessageStartingWith("This RDD lacks a SparkContext")
                .hasNoCause();
    }

    @Test
    void whatAggregateJoinsWithStaysInTheDriver() {
        int[] calls = {0};
        Object cannotTravel = new Object();
        int sum = numbers(4, 2).aggregate(0, Integer::sum, (left, right) -> {
            calls[0] += cannotTravel.hashCode() == 0 ? 2 : 1;
            return left + right;
        });
        assertThat(sum).isEqualTo(10);
        assertThat(calls[0]).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aBroadcastValueMustBeSerializable() {
        assertThatThrownBy(() -> sc.broadcast(new HashMap<>(java.util.Map.of("key", new Object()))))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageStartingWith("java.lang.Object");
    }

    @Test
    void aFailedFutureSaysThatTheJobThrew() {
        assertThatThrownBy(() -> numbers(4, 1)
                        .map(i -> {
                            throw new IllegalStateException("in a task");
                        })
                        .countAsync()
                        .get())
                .isExactlyInstanceOf(ExecutionException.class)
                .hasMessage("Exception thrown by job")
                .hasCauseInstanceOf(SparkException.class)
                .hasRootCauseMessage("in a task");
    }

    @Test
    void aLevelCannotBeChanged() {
        assertThatThrownBy(() -> numbers(3, 2).cache().persist(StorageLevel.DISK_ONLY()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Cannot change storage level of an RDD after it was already assigned a level");
    }

    @Test
    void masterWithoutThreadsIsRefused() {
        SparkConf none = new SparkConf(false).setMaster("local[0]").setAppName("none");
        assertThatThrownBy(() -> new JavaSparkContext(none))
                .isInstanceOf(SparkException.class)
                .hasMessage("Asked to run locally with 0 threads");
    }

    @Test
    void badNumbersInTheConfigurationNameTheirKey() {
        SparkConf bad = conf().set("spark.default.parallelism", "x");
        try (JavaSparkContext context = new JavaSparkContext(bad)) {
            assertThatThrownBy(() -> context.parallelize(List.of(1)))
                    .isInstanceOf(NumberFormatException.class)
                    .hasMessage("Illegal value for config key spark.default.parallelism: For input string: \"x\"");
        }
    }

    // ---- after the end

    @Test
    void anEmptyRddCanBeMadeAfterTheEndButNotRun() {
        sc.stop();
        assertThat(sc.emptyRDD().getNumPartitions()).isZero();
        assertThatThrownBy(() -> sc.emptyRDD().count())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SparkContext has been shutdown");
    }
}
