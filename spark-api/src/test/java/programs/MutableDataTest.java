// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskMetric;
import ember.model.event.EngineEvent;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Tuple2;

/** Programs that change their records in place. Every expected value is what Spark 4.2.0 gave, run in local mode. */
class MutableDataTest extends LocalSpark {
    private static final Function2<Box, Box, Box> ADD_IN_PLACE = (left, right) -> {
        left.value += right.value;
        return left;
    };

    private static final List<List<Integer>> BACKING = Collections.synchronizedList(new ArrayList<>());

    private static final class Box implements Serializable {
        private int value;

        Box(int value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return "B" + value;
        }
    }

    private JavaRDD<Integer> numbers(int count, int partitions) {
        return sc.parallelize(IntStream.rangeClosed(1, count).boxed().toList(), partitions);
    }

    private JavaPairRDD<String, Box> pairs(int count, int partitions) {
        return numbers(count, partitions).mapToPair(i -> new Tuple2<>("k" + i % 2, new Box(i)));
    }

    private JavaRDD<Box> boxes(int count, int partitions) {
        return pairs(count, partitions).values();
    }

    private static String sorted(List<?> elements) {
        return elements.stream().map(Object::toString).sorted().toList().toString();
    }

    @Test
    void accumulatorMergedInPlaceOverACachedParentAndAShuffleReadAgainGivesTheSameSumEachTime() {
        JavaPairRDD<String, Box> parent = pairs(20, 3).cache();
        parent.count();

        JavaPairRDD<String, Box> sums = parent.aggregateByKey(new Box(0), 2, ADD_IN_PLACE, ADD_IN_PLACE);

        assertThat(sorted(sums.collect())).isEqualTo("[(k0,B110), (k1,B100)]");
        assertThat(sorted(sums.mapValues(box -> {
                            box.value *= 2;
                            return box;
                        })
                        .collect()))
                .isEqualTo("[(k0,B220), (k1,B200)]");
        assertThat(sorted(sums.collect())).isEqualTo("[(k0,B110), (k1,B100)]");
        assertThat(parent.values().map(box -> box.value).reduce(Integer::sum)).isEqualTo(210);
    }

    @Test
    void zeroCollectionIsFreshForEachKeyAndTask() {
        JavaPairRDD<String, ArrayList<Integer>> gathered = pairs(6, 3)
                .cache()
                .aggregateByKey(
                        new ArrayList<>(),
                        2,
                        (list, box) -> {
                            list.add(box.value);
                            return list;
                        },
                        (left, right) -> {
                            left.addAll(right);
                            return left;
                        });

        for (int i = 0; i < 2; i++) {
            assertThat(sorted(gathered.mapValues(list -> {
                                list.add(99);
                                return list.size();
                            })
                            .collect()))
                    .isEqualTo("[(k0,4), (k1,4)]");
        }
    }

    @Test
    void reduceFunctionThatChangesItsFirstArgumentChangesCachedObjectsButNotWhatWasShuffled() {
        JavaPairRDD<String, Box> parent = pairs(8, 2).cache();
        parent.count();
        JavaPairRDD<String, Box> sums = parent.reduceByKey(ADD_IN_PLACE);

        assertThat(sorted(sums.collect())).isEqualTo("[(k0,B20), (k1,B16)]");
        assertThat(sorted(sums.collect())).isEqualTo("[(k0,B20), (k1,B16)]");
        assertThat(sorted(parent.collect()))
                .isEqualTo("[(k0,B14), (k0,B4), (k0,B6), (k0,B8), (k1,B12), (k1,B3), (k1,B4), (k1,B7)]");
    }

    @Test
    void reduceThatChangesItsFirstArgumentDoesNotReachTheDriversObjects() {
        List<Box> originals = List.of(new Box(1), new Box(2), new Box(3));
        JavaRDD<Box> parallelized = sc.parallelize(originals, 2);

        assertThat(parallelized.reduce(ADD_IN_PLACE)).hasToString("B6");
        assertThat(parallelized.reduce(ADD_IN_PLACE)).hasToString("B6");
        assertThat(originals).hasToString("[B1, B2, B3]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MEMORY_ONLY|[B101, B102, B103, B104]",
                "MEMORY_AND_DISK|[B101, B102, B103, B104]",
                "MEMORY_ONLY_SER|[B1, B2, B3, B4]",
                "DISK_ONLY|[B1, B2, B3, B4]",
                "OFF_HEAP|[B1, B2, B3, B4]"
            })
    void elementsCachedAsObjectsAreSharedByTasksAndSerialisedOnesAreNot(String level, String seen) {
        JavaRDD<Box> cached = boxes(4, 2).persist(StorageLevel.fromString(level));
        cached.count();

        cached.foreach(box -> box.value += 100);
        cached.collect().forEach(box -> box.value = -1);

        assertThat(sorted(cached.collect())).isEqualTo(seen);
    }

    @Test
    void taskThatStoresSerialisedElementsMayChangeThemAfterwards() {
        JavaRDD<Box> cached = boxes(4, 2).persist(StorageLevel.MEMORY_ONLY_SER());

        List<Box> changed = cached.map(box -> {
                    box.value += 100;
                    return box;
                })
                .collect();

        assertThat(changed).hasToString("[B101, B102, B103, B104]");
        assertThat(sorted(cached.collect())).isEqualTo("[B1, B2, B3, B4]");
    }

    @Test
    void whatTheDriverTookIsItsOwn() {
        JavaPairRDD<String, Box> cached = pairs(2, 2).cache();
        cached.count();

        cached.take(1).get(0)._2().value = 50;
        cached.first()._2().value = 60;
        cached.lookup("k0").get(0).value = 70;
        cached.toLocalIterator().next()._2().value = 80;
        cached.collect().get(1)._2().value = 90;

        assertThat(sorted(cached.collect())).isEqualTo("[(k0,B2), (k1,B1)]");
    }

    @Test
    void objectThatAListHoldsTwiceIsOneInEachPartition() {
        Box twice = new Box(1);
        JavaRDD<Box> parallelized = sc.parallelize(List.of(twice, twice, twice, twice), 2);

        assertThat(parallelized
                        .map(box -> {
                            box.value++;
                            return box.value;
                        })
                        .collect())
                .containsExactly(2, 3, 2, 3);
        List<Box> collected = parallelized.collect();
        assertThat(collected.get(0)).isSameAs(collected.get(1)).isNotSameAs(collected.get(2));
        assertThat(twice.value).isEqualTo(1);
    }

    @Test
    void groupsJoinsSortsAndMovesHandOutFreshValuesEachTime() {
        JavaPairRDD<String, Box> parent = pairs(4, 2).cache();
        parent.count();
        JavaPairRDD<String, Iterable<Box>> groups = parent.groupByKey(2);
        groups.foreach(group -> group._2().forEach(box -> box.value += 100));
        JavaPairRDD<String, Tuple2<Box, Box>> joined = parent.join(parent, 2);
        joined.foreach(both -> both._2()._1().value += 100);
        JavaPairRDD<Integer, Box> ordered = parent.mapToPair(pair -> new Tuple2<>(-pair._2().value, pair._2()))
                .sortByKey();
        ordered.foreach(pair -> pair._2().value += 100);
        JavaRDD<Box> moved = parent.values().repartition(3);
        moved.foreach(box -> box.value += 100);

        assertThat(sorted(groups.mapValues(MutableDataTest::sum).collect())).isEqualTo("[(k0,6), (k1,4)]");
        assertThat(joined.values().map(both -> both._1().value).reduce(Integer::sum))
                .isEqualTo(20);
        assertThat(ordered.collect()).hasToString("[(-4,B4), (-3,B3), (-2,B2), (-1,B1)]");
        assertThat(sorted(moved.collect())).isEqualTo("[B1, B2, B3, B4]");
        assertThat(sorted(parent.values().collect())).isEqualTo("[B1, B2, B3, B4]");
    }

    private static int sum(Iterable<Box> boxes) {
        int sum = 0;
        for (Box box : boxes) {
            sum += box.value;
        }
        return sum;
    }

    @Test
    void withoutAShuffleTheSameObjectsGoOn() {
        JavaRDD<Box> cached = boxes(2, 1).cache();
        cached.count();

        cached.coalesce(1).foreach(box -> box.value += 10);
        cached.cartesian(cached).foreach(both -> both._1().value += 10);

        assertThat(sorted(cached.collect())).isEqualTo("[B31, B32]");
        assertThat(cached.zip(cached).map(both -> both._1() == both._2()).collect())
                .containsExactly(true, true);
    }

    @Test
    void iteratorThatReusesItsObjectIsSeenAsItIsWhenItIsAsked() {
        JavaRDD<Box> reusing = numbers(4, 2).mapPartitions(ReusedBox::new);

        assertThat(reusing.map(box -> box.value).collect()).containsExactly(1, 2, 3, 4);
        assertThat(reusing.collect()).hasToString("[B2, B2, B4, B4]");
        assertThat(reusing.cache().map(box -> box.value).collect()).containsExactly(2, 2, 4, 4);
    }

    private static final class ReusedBox implements Iterator<Box> {
        private final Box box = new Box(0);
        private final Iterator<Integer> numbers;

        ReusedBox(Iterator<Integer> numbers) {
            this.numbers = numbers;
        }

        @Override
        public boolean hasNext() {
            return numbers.hasNext();
        }

        @Override
        public Box next() {
            box.value = numbers.next();
            return box;
        }
    }

    @Test
    void viewOfAListIsCopiedAsItsOwnerCanStillChangeIt() {
        JavaRDD<List<Integer>> views = numbers(2, 1).map(i -> {
            List<Integer> own = new ArrayList<>(List.of(i));
            BACKING.add(own);
            return Collections.unmodifiableList(own);
        });

        List<List<Integer>> collected = views.collect();
        BACKING.forEach(own -> own.add(9));

        assertThat(collected).hasToString("[[1], [2]]");
    }

    @Test
    void reduceByKeyOfImmutableRecordsSerialisesNothing() throws Exception {
        assertThat(serialisedBytes(() -> numbers(1000, 4)
                        .mapToPair(i -> new Tuple2<>("k" + i % 10, i))
                        .reduceByKey(Integer::sum)
                        .count()))
                .isZero();
        assertThat(serialisedBytes(() -> pairs(10, 2).reduceByKey(ADD_IN_PLACE).count()))
                .isPositive();
    }

    private long serialisedBytes(Runnable job) throws InterruptedException {
        AtomicLong bytes = new AtomicLong();
        AtomicLong jobsEnded = new AtomicLong();
        EngineEvent.Handler counter = new EngineEvent.Handler() {
            @Override
            public void taskEnded(EngineEvent.TaskEnded event) {
                bytes.addAndGet(event.metrics().get(TaskMetric.SHUFFLE_BYTES_SERIALIZED));
            }

            @Override
            public void jobEnded(EngineEvent.JobEnded event) {
                jobsEnded.incrementAndGet();
            }
        };
        sc.sc().engine().addListener(counter);
        job.run();
        eventually(() -> jobsEnded.get() == 1);
        sc.sc().engine().removeListener(counter);
        return bytes.get();
    }
}
