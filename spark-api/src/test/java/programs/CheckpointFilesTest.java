// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.rdd.Rdd;
import java.io.File;
import java.io.FileInputStream;
import java.io.ObjectInputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4BlockInputStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a checkpoint writes, who reads it, and what becomes of it. */
class CheckpointFilesTest extends Checkpoints {
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
    void theElementsAreComputedOnce() {
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaRDD<Integer> counted = numbers.map(i -> {
            computed.add(1);
            return i;
        });
        counted.checkpoint();
        counted.count();
        counted.count();

        assertThat(computed.value()).isEqualTo(8);
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
