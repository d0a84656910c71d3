// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Which lineage a checkpoint cuts, and when. */
class CheckpointProgramsTest extends Checkpoints {
    private static final AtomicInteger VERSION = new AtomicInteger();

    @Test
    void aCheckpointNeedsADirectory() {
        sc.setCheckpointDir(null);

        assertThatThrownBy(() -> numbers.checkpoint())
                .isInstanceOf(SparkException.class)
                .hasMessage("Checkpoint directory has not been set in the SparkContext");
        assertThat(sc.getCheckpointDir().isPresent()).isFalse();
    }

    @Test
    void eachContextHasADirectoryOfItsOwnBelowTheOneGiven() {
        assertThat(sc.getCheckpointDir().get())
                .startsWith("file:" + directory.toAbsolutePath() + "/")
                .hasSize(("file:" + directory.toAbsolutePath() + "/").length() + 36);
        assertThatThrownBy(() -> sc.setCheckpointDir("/dev/null/x"))
                .isInstanceOf(IOException.class)
                .hasMessage("Parent path is not a directory: file:/dev/null");
    }

    @Test
    @Tag("CKP-031")
    void theDirectoryMayComeFromTheConfiguration() {
        try (JavaSparkContext configured =
                new JavaSparkContext(conf().set("spark.checkpoint.dir", directory + "/set"))) {
            JavaRDD<Integer> rdd = configured.parallelize(List.of(1, 2), 2);
            rdd.checkpoint();
            rdd.count();

            assertThat(rdd.getCheckpointFile().get()).startsWith("file:" + directory + "/set/");
            assertThat(rdd.collect()).containsExactly(1, 2);
        }
    }

    @Test
    @Tag("CKP-002")
    void aLocalCheckpointCutsTheLineageAndKeepsTheElements() {
        JavaRDD<Integer> twice = numbers.flatMap(i -> List.of(i, i).iterator());
        twice.rdd().localCheckpoint();
        assertThat(twice.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK());
        List<Integer> elements = twice.collect();

        assertThat(twice.isCheckpointed()).isTrue();
        assertThat(twice.getCheckpointFile().isPresent()).isFalse();
        assertThat(parent(twice).kind()).isEqualTo("LocalCheckpointRDD");
        assertThat(twice.collect()).isEqualTo(elements);
    }

    @Test
    void aCheckpointIsWrittenWhileTheActionComputesIt() {
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaRDD<Integer> counted = numbers.map(i -> {
            computed.add(1);
            return i;
        });
        counted.checkpoint();
        List<Integer> elements = counted.map(i -> i + 1).collect();

        assertThat(computed.value()).isEqualTo(8);
        assertThat(counted.isCheckpointed()).isTrue();
        assertThat(counted.map(i -> i + 1).collect()).isEqualTo(elements);
        assertThat(computed.value()).isEqualTo(8);
        assertThat(sc.statusTracker().getJobIdsForGroup(null)).hasSize(3);
        assertThat(filesBelow(directory)).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void aCheckpointBehindAShuffleIsComputedOnce() {
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaPairRDD<Integer, Integer> sums = numbers.mapToPair(i -> new Tuple2<>(i % 3, i))
                .reduceByKey(Integer::sum)
                .mapValues(sum -> {
                    computed.add(1);
                    return sum;
                });
        sums.checkpoint();
        sums.join(sums).count();

        assertThat(sums.isCheckpointed()).isTrue();
        assertThat(sums.count()).isEqualTo(3);
        assertThat(computed.value()).isLessThanOrEqualTo(6);
    }

    @Test
    void whatAnActionDidNotReadIsComputedForTheCheckpoint() {
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaRDD<Integer> counted = numbers.map(i -> {
            computed.add(1);
            return i;
        });
        counted.checkpoint();
        counted.first();

        assertThat(counted.isCheckpointed()).isTrue();
        assertThat(counted.collect()).isEqualTo(numbers.collect());
        assertThat(filesBelow(directory)).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void whatAnActionThatFailedHasWrittenIsNotPartOfTheCheckpoint() {
        VERSION.set(1);
        JavaRDD<Integer> versions = numbers.map(i -> {
            if (i == 8 && VERSION.get() == 1) {
                throw new IllegalStateException("not yet");
            }
            return VERSION.get();
        });
        versions.checkpoint();
        assertThatThrownBy(versions::count).isInstanceOf(SparkException.class);
        VERSION.set(2);

        assertThat(versions.count()).isEqualTo(8);
        assertThat(versions.isCheckpointed()).isTrue();
        assertThat(versions.distinct().collect()).containsExactly(2);
        assertThat(filesBelow(directory)).noneMatch(name -> name.startsWith("."));
    }

    private static List<String> filesBelow(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLocalCheckpointStoresThePartitionsThatTheJobDidNotNeed() {
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaRDD<Integer> counted = numbers.map(i -> {
            computed.add(1);
            return i;
        });
        counted.rdd().localCheckpoint();
        counted.take(1);
        counted.collect();

        assertThat(computed.value()).isEqualTo(8);
    }

    @Test
    void aLocalCheckpointThatIsLostSaysSo() {
        JavaRDD<Integer> lost = sc.parallelize(List.of(1, 2), 1);
        lost.rdd().localCheckpoint();
        lost.count();
        lost.unpersist(true);

        assertThatThrownBy(() -> lost.collect())
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("[CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND] Checkpoint block rdd_" + lost.id()
                        + "_0 not found!\n"
                        + "Either the executor that originally")
                .hasMessageEndingWith("fault-tolerant. SQLSTATE: 56000");
    }

    @Test
    void aLocalCheckpointTakesThePlaceOfAReliableOneAndKeepsItsLevelOnDisk() {
        numbers.checkpoint();
        numbers.rdd().localCheckpoint();
        numbers.checkpoint();
        numbers.persist(StorageLevel.MEMORY_ONLY_SER());
        numbers.count();

        assertThat(numbers.rdd().isLocallyCheckpointed()).isTrue();
        assertThat(numbers.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK_SER());
        assertThat(parent(numbers).kind()).isEqualTo("LocalCheckpointRDD");
    }

    @Test
    void aReliableCheckpointThatIsMadeStays() {
        numbers.checkpoint();
        numbers.count();
        numbers.rdd().localCheckpoint();

        assertThat(numbers.rdd().isLocallyCheckpointed()).isFalse();
        assertThat(parent(numbers).kind()).isEqualTo("ReliableCheckpointRDD");
    }

    @Test
    @Tag("CKP-004")
    void narrowOperationsAreTruncated() {
        truncatesReliably(() -> numbers.map(i -> i + 1));
        truncatesReliably(() -> numbers.flatMap(i -> List.of(i, i).iterator()));
        truncatesReliably(() -> numbers.filter(i -> i > 2));
        truncatesReliably(() -> numbers.sample(false, 0.5, 7));
        truncatesReliably(() -> numbers.glom());
        truncatesReliably(() -> numbers.mapPartitions(i -> i));
        truncatesReliably(() -> pairs.reduceByKey(Integer::sum).mapValues(i -> i + 1));
        truncatesReliably(() ->
                pairs.reduceByKey(Integer::sum).flatMapValues(i -> List.of(i, i).iterator()));
        truncatesReliably(() -> numbers.pipe("cat"));
    }

    @Test
    @Tag("CKP-006")
    void aCollectionGoesFromNoDependencyToOne() {
        assertThat(dependencies(numbers)).isEmpty();
        truncatesReliably(() -> sc.parallelize(List.of(1, 2, 3), 2));
    }

    @Test
    @Tag("CKP-010")
    void aShuffledRddIsTruncated() {
        JavaPairRDD<Integer, Integer> sums = truncatesReliably(() -> pairs.reduceByKey(Integer::sum));

        assertThat(sums.partitioner().get()).isEqualTo(new HashPartitioner(4));
        assertThat(sc.checkpointFile(sums.getCheckpointFile().get())
                        .partitioner()
                        .get())
                .isEqualTo(new HashPartitioner(4));
    }

    @Test
    @Tag("CKP-012")
    void aUnionAndItsParentsAreTruncated() {
        JavaRDD<Integer> other = numbers.map(i -> i * 10);
        truncatesReliably(() -> numbers.union(other));
        JavaRDD<Integer> left = numbers.map(i -> -i);
        readsTruncatedParents(left.union(other).union(numbers), left);
    }

    @Test
    @Tag("CKP-014")
    void aCartesianProductReadsTruncatedParents() {
        JavaRDD<Integer> left = numbers.map(i -> -i);
        JavaRDD<Integer> right = numbers.map(i -> i * 10).coalesce(3);
        readsTruncatedParents(left.cartesian(right), left, right);
    }

    @Test
    @Tag("CKP-016")
    void aCoalescedRddReadsATruncatedParent() {
        JavaRDD<Integer> parent = numbers.map(i -> -i);
        readsTruncatedParents(parent.coalesce(2), parent);
    }

    @Test
    @Tag("CKP-018")
    void aCogroupAndItsParentsAreTruncated() {
        JavaPairRDD<Integer, Integer> placed = pairs.reduceByKey(Integer::sum);
        truncatesReliably(() -> placed.cogroup(pairs));
        JavaPairRDD<Integer, Integer> narrow = pairs.reduceByKey(Integer::sum);
        JavaPairRDD<Integer, Integer> shuffled = pairs.mapValues(i -> -i);
        readsTruncatedParents(narrow.cogroup(shuffled), narrow, shuffled);
    }

    @Test
    @Tag("CKP-020")
    void aZipReadsTruncatedParents() {
        JavaRDD<Integer> left = numbers.map(i -> -i);
        JavaRDD<Integer> right = numbers.map(i -> i * 10);
        readsTruncatedParents(left.zip(right), left, right);
    }

    @Test
    @Tag("CKP-022")
    void aPartitionerAwareUnionReadsATruncatedParent() {
        JavaPairRDD<Integer, Integer> left = pairs.reduceByKey(Integer::sum);
        JavaPairRDD<Integer, Integer> right = pairs.reduceByKey(Math::max);
        JavaPairRDD<Integer, Integer> union = left.union(right);
        assertThat(union.rdd().engine().kind()).isEqualTo("PartitionerAwareUnionRDD");
        readsTruncatedParents(union, left, right);
    }

    @Test
    void prunedAndNumberedElementsComeFromATruncatedParent() {
        JavaPairRDD<Integer, Integer> ordered = pairs.sortByKey();
        readsTruncatedParents(ordered.filterByRange(1, 1), ordered);
        JavaRDD<Integer> plain = numbers.map(i -> -i);
        readsTruncatedParents(plain.zipWithIndex(), plain);
    }

    @Test
    @Tag("CKP-024")
    void anRddWithoutPartitionsIsTruncatedByItsFirstAction() {
        JavaRDD<Integer> empty = sc.emptyRDD();
        empty.checkpoint();
        assertThat(empty.isCheckpointed()).isFalse();
        assertThat(empty.count()).isZero();
        assertThat(empty.isCheckpointed()).isTrue();
        assertThat(empty.getNumPartitions()).isZero();
    }

    @Test
    @Tag("CKP-026")
    void markedAncestorsAreTruncatedOnlyIfAskedFor() {
        JavaRDD<Integer> parent = numbers.map(i -> -i);
        JavaRDD<Integer> child = parent.map(i -> i * 2);
        parent.checkpoint();
        child.checkpoint();
        child.count();
        assertThat(child.isCheckpointed()).isTrue();
        assertThat(parent.isCheckpointed()).isFalse();

        JavaRDD<Integer> grandchild = parent.map(i -> i * 3);
        grandchild.checkpoint();
        sc.setLocalProperty("spark.checkpoint.checkpointAllMarkedAncestors", "true");
        grandchild.count();
        assertThat(grandchild.isCheckpointed()).isTrue();
        assertThat(parent.isCheckpointed()).isTrue();
        assertThat(grandchild.collect()).startsWith(-3, -6);
    }
}
