// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Someone deletes the directory of a running context with all that is in it. */
class DeletedDirectoryTest {
    private static final int NUMBERS = 60_000;
    private static final AtomicBoolean DELETED = new AtomicBoolean();

    @TempDir
    Path local;

    private JavaSparkContext context(String master, String memory) {
        return new JavaSparkContext(new SparkConf()
                .setMaster(master)
                .setAppName("deleted")
                .set("spark.local.dir", local.toString())
                .set("ember.memory", memory));
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, NUMBERS).boxed().toList();
    }

    /** Other tasks may make files meanwhile: then once more. */
    private static void deleteAll(Path local) {
        boolean deleted = false;
        while (!deleted) {
            try (Stream<Path> files = Files.walk(local)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    if (!file.equals(local)) {
                        Files.deleteIfExists(file);
                    }
                }
                deleted = true;
            } catch (DirectoryNotEmptyException e) {
                deleted = false;
            } catch (UncheckedIOException e) {
                // A file that was listed is gone before it was looked at.
                deleted = false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The number as text of 100 characters, the digits reversed so that the order is another one. */
    private static String text(int number) {
        return new StringBuilder(Integer.toString(1_000_000 + number)).reverse() + "x".repeat(93);
    }

    private static void nextJobWorks(JavaSparkContext sc) {
        assertThat(sc.parallelize(numbers().subList(0, 2000), 4)
                        .mapToPair(n -> new Tuple2<>(n % 100, text(n)))
                        .groupByKey()
                        .count())
                .isEqualTo(100);
    }

    private static JavaPairRDD<Integer, Integer> sums(JavaSparkContext sc, int mapPartitions) {
        return sc.parallelize(numbers(), mapPartitions)
                .mapToPair(n -> new Tuple2<>(n % 100, 1))
                .reduceByKey(Integer::sum, 3);
    }

    @Test
    void mapOutputsOfAnEarlierJobAreMadeAgain() {
        try (JavaSparkContext sc = context("local[2]", "1")) {
            JavaPairRDD<Integer, Integer> sums = sums(sc, 3);
            assertThat(sums.count()).isEqualTo(100);
            deleteAll(local);
            assertThat(sums.values().collect()).hasSize(100).containsOnly(NUMBERS / 100);
            nextJobWorks(sc);
        }
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void moreMapOutputsThanAStageHasAttemptsAreMadeAgainTogether() {
        try (JavaSparkContext sc = context("local[2]", "1")) {
            JavaPairRDD<Integer, Integer> sums = sums(sc, 20);
            assertThat(sums.count()).isEqualTo(100);
            deleteAll(local);
            assertThat(sums.values().collect()).hasSize(100).containsOnly(NUMBERS / 100);
            nextJobWorks(sc);
        }
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void cachedPartitionsOnDiskAreComputedAgain() {
        try (JavaSparkContext sc = context("local[2]", "1m")) {
            JavaRDD<String> cached =
                    sc.parallelize(numbers(), 4).map(DeletedDirectoryTest::text).persist(StorageLevels.DISK_ONLY);
            assertThat(cached.count()).isEqualTo(NUMBERS);
            deleteAll(local);
            assertThat(cached.distinct().count()).isEqualTo(NUMBERS);
            nextJobWorks(sc);
        }
        assertThat(local).isEmptyDirectory();
    }

    private static JavaRDD<String> sortedWhileTheDirectoryIsDeleted(JavaSparkContext sc, String directory) {
        DELETED.set(false);
        return sc.parallelize(numbers(), 2)
                .map(DeletedDirectoryTest::text)
                .repartition(1)
                .mapToPair(text -> new Tuple2<>(text, 1))
                .sortByKey(true, 1)
                .map(pair -> {
                    if (DELETED.compareAndSet(false, true)) {
                        // The sort has begun to hand out what it merges from its runs.
                        deleteAll(Path.of(directory));
                    }
                    return pair._1();
                });
    }

    @Test
    void aSortThatHasSpilledEndsRightlyIfItMayTryAgain() {
        try (JavaSparkContext sc = context("local[2,4]", "1m")) {
            List<String> sorted =
                    sortedWhileTheDirectoryIsDeleted(sc, local.toString()).collect();
            assertThat(sorted).hasSize(NUMBERS).isSorted();
            assertThat(DELETED).isTrue();
            nextJobWorks(sc);
        }
        assertThat(local).isEmptyDirectory();
    }

    /** A map task of which a part is in files deletes them. */
    private static JavaPairRDD<String, Integer> deletedWhileItIsWritten(
            JavaSparkContext sc, String directory, int reducePartitions) {
        DELETED.set(false);
        return sc.parallelize(numbers(), 2)
                .mapToPair(n -> {
                    if (n % (NUMBERS / 2) == NUMBERS / 2 - 10 && DELETED.compareAndSet(false, true)) {
                        deleteAll(Path.of(directory));
                    }
                    return new Tuple2<>(text(n), n);
                })
                .repartition(reducePartitions)
                .mapToPair(pair -> pair);
    }

    @Test
    void aMapTaskThatCannotReadWhatItHasSpilledFailsWithTheDirectorysName() {
        try (JavaSparkContext sc = context("local[2]", "1m")) {
            String directory = local.toString();
            JavaPairRDD<String, Integer> counts = deletedWhileItIsWritten(sc, directory, 200);
            assertThatThrownBy(counts::count).hasMessageContaining(directory).hasMessageContaining("spark.local.dir");
            nextJobWorks(sc);
        }
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void aMapTaskWhoseOutputStaysWhereItWasSpilledIsRunAgain() {
        try (JavaSparkContext sc = context("local[2]", "1m")) {
            assertThat(deletedWhileItIsWritten(sc, local.toString(), 1).count()).isEqualTo(NUMBERS);
            assertThat(DELETED).isTrue();
            nextJobWorks(sc);
        }
        assertThat(local).isEmptyDirectory();
    }
}
