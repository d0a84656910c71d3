// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.rdd.JobRunner.CachedSize;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** What programs see of shuffles, caches and shared values, case by case. */
class ShuffleScenariosTest extends LocalSpark {

    private static List<Integer> range(int until) {
        return IntStream.range(0, until).boxed().toList();
    }

    private static <K, V> Tuple2<K, V> pair(K key, V value) {
        return new Tuple2<>(key, value);
    }

    /** Sums over all tasks of a program. */
    private static final class Traffic extends SparkListener {
        private long blocks;
        private long recordsWritten;
        private long recordsRead;
        private long bytesWritten;
        private long bytesRead;

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            blocks += end.taskMetrics().shuffleReadMetrics().totalBlocksFetched();
            recordsWritten += end.taskMetrics().shuffleWriteMetrics().recordsWritten();
            recordsRead += end.taskMetrics().shuffleReadMetrics().recordsRead();
            bytesWritten += end.taskMetrics().shuffleWriteMetrics().bytesWritten();
            bytesRead += end.taskMetrics().shuffleReadMetrics().totalBytesRead();
        }
    }

    @Test
    @Tag("SHUF-001")
    void aShuffleWithoutCompressionGroupsAllValues() {
        try (JavaSparkContext plain = new JavaSparkContext(conf().set("spark.shuffle.compress", "false"))) {
            JavaPairRDD<Integer, Integer> pairs =
                    plain.parallelizePairs(List.of(pair(1, 1), pair(1, 2), pair(1, 3), pair(2, 1)), 4);
            assertThat(pairs.groupByKey(4).mapValues(Object::toString).collectAsMap())
                    .isEqualTo(Map.of(1, "[1, 2, 3]", 2, "[1]"));
        }
    }

    @Test
    @Tag("SHUF-004")
    void blocksWithoutRecordsAreNotFetched() {
        Traffic traffic = new Traffic();
        sc.sc().addSparkListener(traffic);
        sc.parallelize(List.of(1, 2, 3, 4), 201)
                .mapToPair(i -> pair(i, i))
                .groupByKey(201)
                .count();
        sc.stop();
        assertThat(traffic.blocks).isBetween(1L, 4L);
    }

    @Test
    @Tag("SHUF-015")
    void whatIsWrittenIsRead() {
        Traffic traffic = new Traffic();
        sc.sc().addSparkListener(traffic);
        sc.parallelize(range(10_000), 4)
                .mapToPair(i -> pair(i % 100, i))
                .groupByKey(4)
                .count();
        sc.stop();
        assertThat(traffic.recordsWritten).isEqualTo(10_000);
        assertThat(traffic.recordsRead).isEqualTo(10_000);
        assertThat(traffic.bytesWritten).isPositive().isEqualTo(traffic.bytesRead);
    }

    /** One object for all pairs of a partition. */
    private static final class Reused extends Tuple2<Integer, Integer> {
        private static final long serialVersionUID = 1L;
        private Integer key = 0;
        private Integer value = 0;

        private Reused() {
            super(0, 0);
        }

        @Override
        public Integer _1() {
            return key;
        }

        @Override
        public Integer _2() {
            return value;
        }
    }

    private JavaPairRDD<Integer, Integer> reused(int factor) {
        return sc.parallelize(range(10), 2).mapPartitionsToPair(numbers -> reusing(numbers, factor));
    }

    private static Iterator<Tuple2<Integer, Integer>> reusing(Iterator<Integer> numbers, int factor) {
        Reused pair = new Reused();
        return new Iterator<Tuple2<Integer, Integer>>() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public Tuple2<Integer, Integer> next() {
                pair.key = numbers.next();
                pair.value = pair.key * factor;
                return pair;
            }
        };
    }

    @Test
    @Tag("SHUF-006")
    @Tag("SHUF-008")
    void pairsThatAreReusedAreTakenApartAtOnce() {
        assertThat(reused(10).partitionBy(new HashPartitioner(3)).collectAsMap())
                .hasSize(10)
                .allSatisfy((key, value) -> assertThat(value).isEqualTo(key * 10));
        assertThat(reused(10)
                        .cogroup(reused(100))
                        .mapValues(sides -> sides._1() + " " + sides._2())
                        .collectAsMap())
                .hasSize(10)
                .containsEntry(3, "[30] [300]")
                .containsEntry(9, "[90] [900]");
    }

    /** Can be ordered but not written. */
    private record Unwritable(int number) implements Comparable<Unwritable> {
        @Override
        public int compareTo(Unwritable other) {
            return Integer.compare(number, other.number);
        }
    }

    @Test
    @Tag("SHUF-011")
    void keysThatCannotBeWrittenFailTheSort() {
        JavaPairRDD<Unwritable, Integer> pairs =
                sc.parallelize(range(10), 2).mapToPair(i -> pair(new Unwritable(i), i));
        assertThatThrownBy(() -> pairs.sortByKey().collect())
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("serializable");
    }

    /** Carries something that cannot be written. */
    private static final class Unsendable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // on purpose
        private final Object thing = new Object();

        @Override
        public String getMessage() {
            return "carries " + (thing == null ? "nothing" : "something");
        }
    }

    @Test
    @Tag("DIST-001")
    void errorsThatCannotBeSentFailTheJobAndNothingHangs() {
        JavaRDD<Integer> failing = sc.parallelize(range(100), 100).map(i -> {
            throw new Unsendable();
        });
        assertThatThrownBy(failing::count).isInstanceOf(SparkException.class).hasMessageContaining("Unsendable");
        assertThat(sc.parallelize(range(10), 2).count()).isEqualTo(10);
    }

    @Test
    @Tag("DIST-004")
    void muchMapOutputIsReadThroughASmallWindow() {
        try (JavaSparkContext narrow = new JavaSparkContext(conf().set("spark.reducer.maxSizeInFlight", "1m"))) {
            JavaPairRDD<Integer, byte[]> large =
                    narrow.parallelize(range(2000), 200).mapToPair(i -> pair(i % 16, new byte[10_000]));
            List<Integer> sizes = large.groupByKey(2)
                    .map(group -> {
                        List<byte[]> values = new ArrayList<>();
                        group._2().forEach(values::add);
                        return values.size();
                    })
                    .collect();
            assertThat(sizes).hasSize(16);
            assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2000);
        }
    }

    @Test
    @Tag("DIST-010")
    void cachedPartitionsAreReported() {
        JavaRDD<Integer> cached = sc.parallelize(range(1000), 10).cache();
        assertThat(cached.count()).isEqualTo(1000);
        CachedSize size = cached.rdd().engine().runner().cachedSize(cached.rdd().engine());
        assertThat(size.partitions()).isEqualTo(10);
        assertThat(cached.toDebugString()).contains("CachedPartitions: 10;");
        assertThat(cached.collect()).isEqualTo(range(1000));
    }

    @Test
    @Tag("DIST-019")
    void withoutRoomNothingIsCachedAndEverythingIsRight() {
        try (JavaSparkContext tight = new JavaSparkContext(conf().set("spark.memory.fraction", "0"))) {
            JavaRDD<Integer> cached = tight.parallelize(range(1000), 2).cache();
            for (int i = 0; i < 3; i++) {
                assertThat(cached.count()).isEqualTo(1000);
            }
            assertThat(cached.rdd()
                            .engine()
                            .runner()
                            .cachedSize(cached.rdd().engine())
                            .partitions())
                    .isZero();
        }
    }

    @Test
    @Tag("DIST-026")
    @Tag("CLEAN-001")
    void whatIsUnpersistedIsGoneAndIsComputedAgain() {
        JavaRDD<Integer> cached = sc.parallelize(range(10), 2).map(i -> i + 1).cache();
        List<Integer> elements = cached.collect();
        assertThat(sc.getPersistentRDDs()).containsOnlyKeys(cached.id());
        cached.unpersist(true);
        assertThat(sc.getPersistentRDDs()).isEmpty();
        assertThat(cached.toDebugString()).doesNotContain("CachedPartitions");
        assertThat(cached.collect()).isEqualTo(elements);
    }

    @Test
    @Tag("CLEAN-003")
    void aDestroyedBroadcastIsGone() {
        Broadcast<int[]> broadcast = sc.broadcast(new int[] {1, 2, 3});
        assertThat(sc.parallelize(range(3), 3).map(i -> broadcast.value()[i]).collect())
                .containsExactly(1, 2, 3);
        broadcast.destroy();
        assertThatThrownBy(broadcast::value)
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("Attempted to use Broadcast(0) after it was destroyed");
    }
}
