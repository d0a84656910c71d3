// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** What operations on RDDs give, and what they refuse. */
class RddScenariosTest extends LocalSpark {

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    @Test
    @Tag("RDD-002")
    void anEmptyRddThatWasSerialisedStillDescribesItself() throws Exception {
        JavaRDD<Integer> empty = sc.emptyRDD();

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(empty.rdd())))) {
            assertThat(in.readObject().toString()).isNotEmpty();
        }
    }

    @Test
    @Tag("RDD-006")
    void aUnionOfManyListsTheSamePartitionsWhateverTheThresholdForListingInParallel() {
        SparkConf conf = conf().set("spark.rdd.parallelListingThreshold", "1");
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            JavaRDD<Integer> union = context.union(
                    context.parallelize(range(1, 4), 2),
                    context.parallelize(range(5, 6), 1),
                    context.parallelize(range(7, 9), 3));

            assertThat(union.getNumPartitions()).isEqualTo(6);
            assertThat(union.collect()).isEqualTo(range(1, 9));
        }
    }

    private JavaPairRDD<Integer, Integer> placed() {
        return sc.parallelizePairs(List.of(new Tuple2<>(1, 1), new Tuple2<>(2, 2)), 2)
                .partitionBy(new HashPartitioner(3));
    }

    @Test
    @Tag("RDD-008")
    void unitedRddsWithOnePartitionerKeepIt() {
        JavaPairRDD<Integer, Integer> union = placed().union(placed());

        assertThat(union.toDebugString()).contains("PartitionerAwareUnionRDD");
        assertThat(union.partitioner().get()).isEqualTo(new HashPartitioner(3));
        assertThat(union.getNumPartitions()).isEqualTo(3);
    }

    @Test
    @Tag("RDD-010")
    void anEmptyRddDoesNotCostAUnionItsPartitioner() {
        JavaPairRDD<Integer, Integer> empty = JavaPairRDD.fromJavaRDD(sc.<Tuple2<Integer, Integer>>emptyRDD());

        assertThat(empty.union(placed()).toDebugString()).contains("PartitionerAwareUnionRDD");
        assertThat(empty.union(empty).getNumPartitions()).isZero();
        assertThat(empty.union(empty).collect()).isEmpty();
    }

    @Test
    @Tag("RDD-012")
    void aPartitionOfAUnionIsSmallWhateverItsFunctionsCapture() throws IOException {
        byte[] large = new byte[100_000];
        JavaRDD<Integer> mapped = sc.parallelize(range(1, 4), 2).map(i -> i + large.length);

        assertThat(bytes(mapped.union(mapped).rdd().partitions()[0]).length).isLessThan(2000);
    }

    @Test
    @Tag("RDD-014")
    void aZeroValueThatTheFunctionChangesIsCopiedForEachPartition() {
        JavaRDD<int[]> arrays = sc.parallelize(range(1, 10), 4).map(i -> new int[] {i});

        int[] sum = arrays.fold(new int[] {0}, (a, b) -> {
            a[0] += b[0];
            return a;
        });

        assertThat(sum).containsExactly(55);
    }

    private void treeAggregate(boolean finalAggregateOnExecutor) {
        List<Integer> numbers = new ArrayList<>(range(-1000, -1));
        numbers.addAll(range(1, 999));
        JavaRDD<Integer> rdd = sc.parallelize(numbers, 10);
        for (int depth = 1; depth < 10; depth++) {
            assertThat(rdd.treeAggregate(0, Integer::sum, Integer::sum, depth, finalAggregateOnExecutor))
                    .isEqualTo(-1000);
        }
    }

    @Test
    @Tag("RDD-016")
    void aTreeOfAnyDepthAggregatesToTheSame() {
        treeAggregate(false);
    }

    @Test
    @Tag("RDD-018")
    void aTreeWhoseLastStepIsATaskAggregatesToTheSame() {
        treeAggregate(true);
    }

    @Test
    @Tag("RDD-020")
    void aCachedRddIsCollectedAgainAndAgain() {
        JavaRDD<Integer> cached = sc.parallelize(range(1, 4), 2).cache();

        for (int i = 0; i < 3; i++) {
            assertThat(cached.collect()).isEqualTo(range(1, 4));
        }
    }

    @Test
    @Tag("RDD-022")
    void nothingJoinedWithSomethingIsWhatEachKindOfJoinSays() {
        JavaRDD<Integer> nothing = sc.emptyRDD();
        assertThat(nothing.count()).isZero();
        assertThat(nothing.collect()).isEmpty();
        assertThatThrownBy(() -> nothing.reduce(Integer::sum)).isInstanceOf(UnsupportedOperationException.class);

        JavaPairRDD<Integer, Integer> empty = JavaPairRDD.fromJavaRDD(sc.<Tuple2<Integer, Integer>>emptyRDD());
        JavaPairRDD<Integer, Integer> two = sc.parallelizePairs(List.of(new Tuple2<>(1, 1), new Tuple2<>(2, 2)), 2);
        assertThat(two.join(empty).count()).isZero();
        assertThat(two.rightOuterJoin(empty).count()).isZero();
        assertThat(two.leftOuterJoin(empty).count()).isEqualTo(2);
        assertThat(two.fullOuterJoin(empty).count()).isEqualTo(2);
        assertThat(two.cogroup(empty).count()).isEqualTo(2);
        assertThat(two.union(empty).count()).isEqualTo(2);
    }

    private void repartitions(List<Integer> input, int before, int after) {
        List<List<Integer>> partitions =
                sc.parallelize(input, before).repartition(after).glom().collect();

        assertThat(partitions).hasSize(after).noneMatch(List::isEmpty);
        int most = partitions.stream().mapToInt(List::size).max().getAsInt();
        assertThat(most).isLessThanOrEqualTo(input.size() / after + before);
        assertThat(partitions.stream().flatMap(List::stream).sorted().toList()).isEqualTo(input);
    }

    @Test
    @Tag("RDD-024")
    void repartitioningSpreadsEvenly() {
        repartitions(range(1, 1000), 10, 3);
        repartitions(range(1, 100), 1, 10);
        repartitions(Collections.nCopies(500, 7), 4, 20);
    }

    @Test
    @Tag("RDD-034")
    void takeGivesTheFirstElementsInOrderFromAnyNumberOfPartitions() throws Exception {
        for (int partitions : new int[] {1, 2, 100, 1000}) {
            JavaRDD<Integer> rdd = sc.parallelize(range(1, 999), partitions);
            for (int n : new int[] {0, 1, 3, 500, 501, 999, 1000, Integer.MAX_VALUE}) {
                List<Integer> expected = range(1, Math.min(n, 999));
                assertThat(rdd.take(n)).isEqualTo(expected);
                assertThat(rdd.takeAsync(n).get()).isEqualTo(expected);
            }
        }
    }

    @Test
    @Tag("RDD-036")
    void theTopByAReversedOrderingIsTheSmallest() {
        JavaRDD<Integer> rdd = sc.parallelize(List.of(5, 1, 4, 2, 3), 2);

        assertThat(rdd.top(2, Collections.reverseOrder())).containsExactly(1, 2);
    }

    @Test
    @Tag("RDD-038")
    @Tag("RDD-040")
    void takingOrderedByAReversedOrderingGivesTheLargestAndNoneIfNoneAreAskedFor() {
        JavaRDD<Integer> rdd = sc.parallelize(range(1, 100), 4);

        assertThat(rdd.takeOrdered(5, Collections.reverseOrder())).containsExactly(100, 99, 98, 97, 96);
        assertThat(rdd.takeOrdered(0)).isEmpty();
    }

    private record Person(String first, String last, int age) implements Serializable {
        static Person parse(String line) {
            String[] fields = line.split("\\|");
            return new Person(fields[0], fields[1], Integer.parseInt(fields[2]));
        }
    }

    private static final List<String> PEOPLE =
            List.of("Bob|Smith|50", "Jane|Smith|40", "Thomas|Williams|30", "Karen|Williams|60");

    @Test
    @Tag("RDD-048")
    void stringsAreSortedByAnyOfTheirFields() {
        JavaRDD<String> people = sc.parallelize(PEOPLE, 2);

        assertThat(people.sortBy(line -> line, true, 2)
                        .map(line -> Person.parse(line).first())
                        .collect())
                .containsExactly("Bob", "Jane", "Karen", "Thomas");
        assertThat(people.sortBy(line -> Person.parse(line).age(), true, 2).first())
                .isEqualTo("Thomas|Williams|30");
        assertThat(people.sortBy(line -> Person.parse(line).last(), false, 2).first())
                .contains("Williams");
    }

    /** By last name, then by first. */
    private record Name(String last, String first) implements Comparable<Name>, Serializable {
        @Override
        public int compareTo(Name other) {
            return Comparator.comparing(Name::last).thenComparing(Name::first).compare(this, other);
        }
    }

    @Test
    @Tag("RDD-050")
    void parsedPersonsAreSortedByAgeOrByName() {
        JavaRDD<Person> people = sc.parallelize(PEOPLE, 2).map(Person::parse);

        assertThat(people.sortBy(Person::age, true, 2).map(Person::age).collect())
                .containsExactly(30, 40, 50, 60);
        assertThat(people.sortBy(person -> new Name(person.last(), person.first()), true, 2)
                        .map(Person::first)
                        .collect())
                .containsExactly("Bob", "Jane", "Karen", "Thomas");
    }

    @Test
    @Tag("RDD-052")
    void sortingInsidePartitionsThatAreThereNeedsNoShuffle() {
        JavaPairRDD<Integer, Integer> sorted = placed().repartitionAndSortWithinPartitions(new HashPartitioner(3));

        // The one shuffle that placed them, and no other.
        assertThat(sorted.toDebugString().split("ShuffledRDD", -1)).hasSize(2);
        assertThat(sorted.collectAsMap()).containsEntry(1, 1).containsEntry(2, 2);
    }

    @Test
    @Tag("RDD-054")
    void aCartesianProductHasAllPairs() {
        JavaRDD<Integer> three = sc.parallelize(range(1, 3), 2);
        JavaRDD<Integer> one = sc.parallelize(List.of(9), 2);

        assertThat(three.cartesian(three).collect()).hasSize(9).doesNotHaveDuplicates();
        assertThat(three.cartesian(one).keys().collect()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(one.cartesian(three).values().collect()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    @Tag("RDD-056")
    void theIntersectionIsTheSameEitherWay() {
        JavaRDD<Integer> all = sc.parallelize(range(1, 10), 3);
        JavaRDD<Integer> even = sc.parallelize(List.of(2, 4, 6, 8, 10), 2);

        assertThat(all.intersection(even).collect()).containsExactlyInAnyOrder(2, 4, 6, 8, 10);
        assertThat(even.intersection(all).collect()).containsExactlyInAnyOrder(2, 4, 6, 8, 10);
    }

    @Test
    @Tag("RDD-058")
    void elementsAreZippedWithTheirIndex() {
        List<Tuple2<Integer, Long>> zipped =
                sc.parallelize(range(0, 99), 3).zipWithIndex().collect();

        assertThat(zipped).hasSize(100).allMatch(pair -> pair._1() == pair._2().intValue());
    }

    @Test
    @Tag("RDD-060")
    void whatWasZippedWithIndexIsRepartitioned() {
        assertThat(sc.parallelize(range(1, 10), 2).zipWithIndex().repartition(4).count())
                .isEqualTo(10);
    }

    @Test
    @Tag("RDD-062")
    void anRddOfTheJavaApiIsGivenItsElementTypeAgain() {
        JavaRDD<Integer> rdd = sc.parallelize(range(1, 3), 2);

        assertThat(JavaRDD.fromRDD(rdd.rdd(), rdd.classTag()).collect()).isEqualTo(range(1, 3));
    }

    @Test
    @Tag("RDD-070")
    void anActionInsideAnotherRddsFunctionNamesTheRule() {
        JavaRDD<Integer> outer = sc.parallelize(range(1, 2), 1);
        JavaRDD<Integer> inner = sc.parallelize(range(1, 2), 1);

        assertThatThrownBy(() -> outer.map(i -> inner.count()).collect())
                .isInstanceOf(SparkException.class)
                .hasStackTraceContaining("SPARK-5063");
    }

    private static final class Late {
        private static final CountDownLatch TASK_ENDED = new CountDownLatch(1);
        private static final AtomicReference<Object> READ = new AtomicReference<>();
        private static Thread reader;
    }

    @Test
    @Tag("RDD-073")
    void aThreadThatReadsACachedPartitionAfterItsTaskEndedEndsWell() throws Exception {
        JavaRDD<Integer> cached = sc.parallelize(range(1, 5), 1).cache();
        cached.count();

        cached.foreachPartition(RddScenariosTest::readLater);
        Late.TASK_ENDED.countDown();
        Late.reader.join();

        assertThat(Late.READ.get()).isEqualTo(5);
    }

    private static void readLater(Iterator<Integer> elements) {
        Late.reader = new Thread(() -> {
            try {
                Late.TASK_ENDED.await();
                int count = 0;
                while (elements.hasNext()) {
                    elements.next();
                    count++;
                }
                Late.READ.set(count);
            } catch (Throwable e) {
                Late.READ.set(e);
            }
        });
        Late.reader.start();
    }

    private static int jobsOfTaking50(SparkConf conf, boolean blocking) throws Exception {
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            JavaRDD<Integer> rdd = context.parallelize(range(1, 100), 100);
            List<Integer> taken = blocking ? rdd.take(50) : rdd.takeAsync(50).get();
            assertThat(taken).isEqualTo(range(1, 50));
            return context.statusTracker().getJobIdsForGroup(null).length;
        }
    }

    @Test
    @Tag("RDD-075")
    void theFirstRoundOfTakeLooksAtAsManyPartitionsAsConfigured() throws Exception {
        SparkConf wide = conf().set("spark.rdd.limit.initialNumPartitions", "1000");
        for (boolean blocking : new boolean[] {true, false}) {
            assertThat(jobsOfTaking50(conf(), blocking)).isGreaterThan(1);
            assertThat(jobsOfTaking50(wide, blocking)).isEqualTo(1);
        }
    }

    @Test
    @Tag("RDD-077")
    void aStoppedContextSaysWhereItWasMadeAndStopped() {
        JavaSparkContext context = new JavaSparkContext(conf());
        context.stop();

        assertThatThrownBy(() -> context.parallelize(range(1, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot call methods on a stopped SparkContext.")
                .hasMessageContaining("This stopped SparkContext was created at:")
                .hasMessageContaining("RddScenariosTest.java")
                .hasMessageContaining("And it was stopped at:");
    }
}
