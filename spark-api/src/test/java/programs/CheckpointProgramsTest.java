// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.rdd.Dependency;
import ember.rdd.Rdd;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import net.jpountz.lz4.LZ4BlockInputStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

class CheckpointProgramsTest extends LocalSpark {
    @TempDir
    Path directory;

    private JavaRDD<Integer> numbers;
    private JavaPairRDD<Integer, Integer> pairs;

    @BeforeEach
    void data() {
        sc.setCheckpointDir(directory.toString());
        numbers = sc.parallelize(Arrays.asList(1, 2, 3, 4, 5, 6, 7, 8), 4);
        pairs = numbers.mapToPair(i -> new Tuple2<>(i % 3, i));
    }

    private static List<Dependency> dependencies(JavaRDDLike<?, ?> rdd) {
        return rdd.rdd().engine().dependencies();
    }

    private static Rdd<?> parent(JavaRDDLike<?, ?> rdd) {
        return dependencies(rdd).get(0).rdd();
    }

    /** Elements as texts in an order of their own: what is shuffled has none, and arrays no equality. */
    private static List<String> sorted(JavaRDDLike<?, ?> rdd) {
        List<String> texts = new ArrayList<>();
        rdd.collect().forEach(element -> texts.add(String.valueOf(element)));
        Collections.sort(texts);
        return texts;
    }

    /** Made twice: a checkpoint must be asked for before the first job. */
    private static <R extends JavaRDDLike<?, ?>> R truncatesReliably(Supplier<R> maker) {
        R plain = maker.get();
        List<String> elements = sorted(plain);
        R truncated = maker.get();
        truncated.checkpoint();
        truncated.count();

        assertThat(truncated.isCheckpointed()).isTrue();
        assertThat(parent(truncated).kind()).isEqualTo("ReliableCheckpointRDD");
        assertThat(dependencies(truncated)).hasSize(1);
        assertThat(parent(truncated).dependencies()).isEmpty();
        assertThat(truncated.getNumPartitions()).isEqualTo(plain.getNumPartitions());
        assertThat(sorted(truncated)).isEqualTo(elements);
        assertThat(truncated.partitioner()).isEqualTo(plain.partitioner());
        return truncated;
    }

    /** Its parents are truncated after a job of the child's, which then reads them from their checkpoints. */
    private static void readsTruncatedParents(JavaRDDLike<?, ?> child, JavaRDDLike<?, ?>... parents) {
        for (JavaRDDLike<?, ?> parent : parents) {
            parent.checkpoint();
        }
        List<String> elements = sorted(child);
        for (JavaRDDLike<?, ?> parent : parents) {
            assertThat(parent.isCheckpointed()).isTrue();
            assertThat(parent(parent).kind()).isEqualTo("ReliableCheckpointRDD");
        }
        assertThat(sorted(child)).isEqualTo(elements);
    }

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

    @Test
    @Tag("CKP-028")
    void partsAreCompressedAsSparkCompressesThem() throws Exception {
        numbers.checkpoint();
        numbers.count();
        Path part = Path.of(URI.create(numbers.getCheckpointFile().get())).resolve("part-00001");

        try (ObjectInputStream in =
                new ObjectInputStream(LZ4BlockInputStream.newBuilder().build(new FileInputStream(part.toFile())))) {
            assertThat(in.readObject()).isEqualTo(3);
            assertThat(in.readObject()).isEqualTo(4);
        }
    }

    @Test
    void partsAreNotCompressedIfSaidSo() throws Exception {
        try (JavaSparkContext plain = new JavaSparkContext(conf().set("spark.checkpoint.compress", "false"))) {
            plain.setCheckpointDir(directory.toString());
            JavaRDD<Integer> rdd = plain.parallelize(List.of(1, 2), 1);
            rdd.checkpoint();
            rdd.count();
            Path part = Path.of(URI.create(rdd.getCheckpointFile().get())).resolve("part-00000");

            try (ObjectInputStream in = new ObjectInputStream(new FileInputStream(part.toFile()))) {
                assertThat(in.readObject()).isEqualTo(1);
            }
            assertThat(rdd.collect()).containsExactly(1, 2);
        }
    }

    @Test
    void aCheckpointAfterTheFirstJobIsIgnored() {
        numbers.count();
        numbers.checkpoint();
        numbers.count();

        assertThat(numbers.isCheckpointed()).isFalse();
    }

    @Test
    void theElementsAreComputedTwiceUnlessTheyAreCached() {
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaRDD<Integer> counted = numbers.map(i -> {
            computed.add(1);
            return i;
        });
        counted.checkpoint();
        counted.count();
        counted.count();

        assertThat(computed.value()).isEqualTo(16);
    }

    @Test
    void debugStringShowsWhatStandsIn() {
        JavaRDD<Integer> mapped = numbers.map(i -> i);
        mapped.checkpoint();
        mapped.count();

        assertThat(mapped.toDebugString().split("\n")[0]).startsWith("(4) MapPartitionsRDD[2] at map at ");
        assertThat(mapped.toDebugString().split("\n")[1]).startsWith(" |  ReliableCheckpointRDD[3] at count at ");
    }

    @Test
    void elementsThatCannotBeWrittenFailTheAction() {
        JavaRDD<Object> bad = numbers.map(i -> new Object());
        bad.checkpoint();

        assertThatThrownBy(bad::count).isInstanceOf(SparkException.class).hasMessageContaining("java.lang.Object");
        assertThat(bad.isCheckpointed()).isFalse();
        assertThat(bad.count()).isEqualTo(8);
    }

    @Test
    void aLostFileFailsTheJobWithItsName() throws Exception {
        numbers.checkpoint();
        numbers.count();
        Files.delete(Path.of(URI.create(numbers.getCheckpointFile().get())).resolve("part-00001"));

        assertThatThrownBy(numbers::collect)
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("java.io.FileNotFoundException: File "
                        + numbers.getCheckpointFile().get() + "/part-00001 does not exist");
    }

    @Test
    void anotherContextReadsTheFiles() {
        numbers.checkpoint();
        numbers.count();
        try (JavaSparkContext other = new JavaSparkContext(conf())) {
            JavaRDD<Integer> read =
                    other.checkpointFile(numbers.getCheckpointFile().get());
            assertThat(read.collect()).isEqualTo(numbers.collect());
            assertThat(read.getCheckpointFile()).isEqualTo(numbers.getCheckpointFile());
            read.checkpoint();
            read.count();
            assertThat(read.isCheckpointed()).isFalse();
        }
        assertThatThrownBy(() -> sc.checkpointFile("/nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Checkpoint directory does not exist: /nowhere");
    }

    @Test
    void aDoubleRddIsTruncatedByActionsOnItsElementsNotByStatistics() {
        JavaDoubleRDD doubles = sc.parallelizeDoubles(List.of(1.0, 2.0));
        doubles.checkpoint();
        doubles.sum();
        assertThat(doubles.isCheckpointed()).isFalse();
        doubles.count();
        assertThat(doubles.isCheckpointed()).isTrue();
    }

    @Test
    void parentsAreLetGoOf() throws Exception {
        JavaRDD<Integer> mapped =
                sc.parallelize(new ArrayList<>(List.of(1, 2, 3)), 3).map(i -> -i);
        WeakReference<Rdd<?>> source = new WeakReference<>(parent(mapped));
        mapped.checkpoint();
        mapped.count();

        eventually(() -> {
            System.gc();
            return source.get() == null;
        });
        assertThat(mapped.collect()).containsExactly(-1, -2, -3);
    }

    @Test
    @Tag("CLEAN-007")
    void filesGoWithTheirReaderOnlyIfAskedFor() throws Exception {
        File kept = checkpointOfAnUnreachableRdd(sc);
        try (JavaSparkContext cleaning =
                new JavaSparkContext(conf().set("spark.cleaner.referenceTracking.cleanCheckpoints", "true"))) {
            cleaning.setCheckpointDir(directory.toString());
            File cleaned = checkpointOfAnUnreachableRdd(cleaning);
            eventually(() -> {
                System.gc();
                cleaning.parallelize(List.of(1), 1).count();
                return !cleaned.exists();
            });
        }
        sc.parallelize(List.of(1), 1).count();
        assertThat(kept).exists();
    }

    private static File checkpointOfAnUnreachableRdd(JavaSparkContext context) {
        JavaRDD<Integer> rdd = context.parallelize(List.of(1, 2), 2);
        rdd.checkpoint();
        rdd.count();
        File files = Path.of(URI.create(rdd.getCheckpointFile().get())).toFile();
        assertThat(files).exists();
        return files;
    }
}
