// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** What is grouped in less memory than it takes comes out as with plenty. */
class SpilledGroupsTest {
    @TempDir
    Path directory;

    private final AtomicLong diskBytes = new AtomicLong();

    private interface Program {
        List<String> run(JavaSparkContext sc);
    }

    @BeforeEach
    void nothingSpilledYet() {
        diskBytes.set(0);
    }

    private SparkConf conf(String memory) {
        return new SparkConf(false)
                .setMaster("local[2]")
                .setAppName("groups")
                .set("spark.local.dir", directory.toString())
                .set("ember.memory", memory);
    }

    private JavaSparkContext start(String memory) {
        JavaSparkContext sc = new JavaSparkContext(conf(memory));
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskMetrics() != null) {
                    diskBytes.addAndGet(end.taskMetrics().diskBytesSpilled());
                }
            }
        });
        return sc;
    }

    private List<String> run(String memory, Program program) {
        try (JavaSparkContext sc = start(memory)) {
            return program.run(sc);
        }
    }

    private void sameWithLittleMemory(Program program) {
        List<String> expected = run("256m", program);
        assertThat(diskBytes).hasValue(0);
        assertThat(run("256k", program)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(diskBytes).hasPositiveValue();
    }

    private static JavaPairRDD<String, String> pairs(JavaSparkContext sc, long seed, int count, int keys) {
        Random random = new Random(seed);
        List<Tuple2<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int key = random.nextInt(keys);
            pairs.add(new Tuple2<>(key == 0 ? null : "key " + key, "value " + seed + "." + i));
        }
        return sc.parallelizePairs(pairs, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 9_000})
    void groupByKey(int keys) {
        sameWithLittleMemory(sc -> pairs(sc, 1, 20_000, keys)
                .groupByKey(2)
                .map(group -> group._1() + "=" + group._2())
                .collect());
    }

    @Test
    void groupBy() {
        sameWithLittleMemory(sc -> pairs(sc, 2, 20_000, 100)
                .values()
                .groupBy(String::length)
                .map(group -> group._1() + "=" + group._2())
                .collect());
    }

    @Test
    void cogroupOfTwoToFour() {
        sameWithLittleMemory(sc -> {
            JavaPairRDD<String, String> one = pairs(sc, 1, 8_000, 50);
            JavaPairRDD<String, String> two = pairs(sc, 2, 3_000, 5_000);
            JavaPairRDD<String, String> three = pairs(sc, 3, 4_000, 60);
            List<String> groups = new ArrayList<>();
            groups.addAll(one.cogroup(two).map(Tuple2::toString).collect());
            groups.addAll(one.cogroup(two, three).map(Tuple2::toString).collect());
            groups.addAll(one.groupWith(two, three, one).map(Tuple2::toString).collect());
            return groups;
        });
    }

    @Test
    void joins() {
        sameWithLittleMemory(sc -> {
            JavaPairRDD<String, String> left = pairs(sc, 1, 6_000, 1_000);
            JavaPairRDD<String, String> right = pairs(sc, 2, 5_000, 1_300);
            List<String> joined = new ArrayList<>();
            joined.addAll(left.join(right).map(Tuple2::toString).collect());
            joined.addAll(left.leftOuterJoin(right).map(Tuple2::toString).collect());
            joined.addAll(left.rightOuterJoin(right).map(Tuple2::toString).collect());
            joined.addAll(left.fullOuterJoin(right).map(Tuple2::toString).collect());
            return joined;
        });
    }

    @Test
    void aJoinOfOneKeyKeepsTheOrderOfBothSides() {
        Program program = sc -> pairs(sc, 1, 300, 2)
                .filter(pair -> pair._1() != null)
                .join(pairs(sc, 2, 8_000, 2), 1)
                .map(Tuple2::toString)
                .mapPartitions(joined -> {
                    int hash = 1;
                    List<String> hashes = new ArrayList<>();
                    for (int i = 1; joined.hasNext(); i++) {
                        hash = 31 * hash + joined.next().hashCode();
                        if (i % 1_000 == 0) {
                            hashes.add(i + ": " + hash);
                        }
                    }
                    return hashes.iterator();
                })
                .collect();
        List<String> expected = run("256m", program);
        assertThat(run("256k", program)).isEqualTo(expected).hasSizeGreaterThan(100);
        assertThat(diskBytes).hasPositiveValue();
    }

    @Test
    void intersectionAndSubtract() {
        sameWithLittleMemory(sc -> {
            JavaPairRDD<String, String> left = pairs(sc, 1, 20_000, 9_000);
            JavaPairRDD<String, String> right = pairs(sc, 2, 8_000, 9_000);
            List<String> rest = new ArrayList<>();
            rest.addAll(left.keys().intersection(right.keys()).collect());
            rest.addAll(left.subtractByKey(right).map(Tuple2::toString).collect());
            rest.addAll(left.keys().subtract(right.keys()).collect());
            return rest;
        });
    }

    @Test
    void aGroupOfMoreThanMemoryIsReadAsOftenAsOneLikes() {
        try (JavaSparkContext sc = start("256k")) {
            List<String> seen = sc.parallelize(
                            IntStream.range(0, 40_000).boxed().toList(), 4)
                    .mapToPair(i -> new Tuple2<>("k", "value " + i))
                    .groupByKey(1)
                    .map(group -> {
                        long first = 0;
                        for (String value : group._2()) {
                            first += value.length();
                        }
                        long second = 0;
                        for (Iterator<String> values = group._2().iterator(); values.hasNext(); ) {
                            second += values.next().length();
                        }
                        return first + " " + second;
                    })
                    .collect();
            assertThat(seen).containsExactly("428890 428890");
        }
        assertThat(diskBytes).hasPositiveValue();
    }

    @Test
    void cachedGroupsAreReadByLaterJobs() {
        try (JavaSparkContext sc = start("1m")) {
            JavaPairRDD<String, Iterable<String>> groups =
                    pairs(sc, 1, 40_000, 20).groupByKey(2).cache();
            List<String> first = groups.map(Tuple2::toString).collect();
            assertThat(groups.map(Tuple2::toString).collect()).isEqualTo(first);
            assertThat(groups.count()).isEqualTo(20);
        }
        assertThat(diskBytes).hasPositiveValue();
    }

    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .count();
        }
    }

    @Test
    void nothingIsLeftOnDiskByTasksThatHaveEnded() throws Exception {
        try (JavaSparkContext sc = start("256k")) {
            assertThat(pairs(sc, 1, 20_000, 20).groupByKey(2).count()).isEqualTo(20);
            // Map outputs may be on disk as long as their RDD is known; what tasks have spilled may not.
            assertThat(filesOfGroups()).isZero();
        }
        assertThat(diskBytes).hasPositiveValue();
        assertThat(filesLeft()).isZero();
    }

    private long filesOfGroups() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("groups-") || name.startsWith("values-"))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            // A file was deleted while it was listed.
            return -1;
        }
    }

    /** Refuses to be compared with its like. */
    private record Key(int number) implements Serializable {
        @Override
        public boolean equals(Object other) {
            if (number == 77) {
                throw new IllegalStateException("equals of the program");
            }
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Test
    void whatEqualsThrowsFailsTheJobAndLeavesNoFile() throws Exception {
        try (JavaSparkContext sc = start("256k")) {
            JavaRDD<Integer> numbers =
                    sc.parallelize(IntStream.range(0, 20_000).boxed().toList(), 4);
            assertThatThrownBy(() -> numbers.mapToPair(i -> new Tuple2<>(new Key(i % 100), "value " + i))
                            .groupByKey(2)
                            .count())
                    .isInstanceOf(SparkException.class)
                    .hasMessageContaining("equals of the program");
            // The job's other task is killed, and ends a little later.
            LocalSpark.eventually(() -> filesOfGroups() == 0);
        }
    }
}
