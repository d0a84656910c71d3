// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What a context keeps in its directory for temporary files, and what it does when that is gone. */
class LocalFilesTest {
    @TempDir
    private Path local;

    private JavaSparkContext start() {
        return new JavaSparkContext(LocalSpark.conf().setMaster("local[2,4]").set("spark.local.dir", local.toString()));
    }

    /** Without the lock of the directory. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(local)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, 1000).boxed().toList();
    }

    @Test
    @Tag("FAIL-013")
    void aRddWhoseCachedFilesWereDeletedIsComputedAgain() throws IOException {
        try (JavaSparkContext context = start()) {
            JavaRDD<Integer> cached = context.parallelize(numbers(), 2).persist(StorageLevels.DISK_ONLY);
            assertThat(cached.count()).isEqualTo(1000);
            assertThat(files()).hasSize(2);
            for (Path file : files()) {
                Files.delete(file);
            }

            assertThat(cached.count()).isEqualTo(1000);
            assertThat(cached.collect()).isEqualTo(numbers());
        }
    }

    @Test
    void aRddWhoseCachedFilesWereDamagedIsComputedAgain() throws IOException {
        try (JavaSparkContext context = start()) {
            LongAccumulator computed = context.sc().longAccumulator();
            JavaRDD<Integer> cached = context.parallelize(numbers(), 2)
                    .map(i -> {
                        computed.add(1);
                        return i;
                    })
                    .persist(StorageLevels.DISK_ONLY);
            assertThat(cached.count()).isEqualTo(1000);
            Path damaged = files().get(0);
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[bytes.length - 1] ^= 1;
            Files.write(damaged, bytes);

            assertThat(cached.collect()).isEqualTo(numbers());
            assertThat(cached.collect()).isEqualTo(numbers());
            assertThat(computed.value()).isEqualTo(1500);
        }
    }

    @Test
    void theDirectoryMayBeDeletedUnderTheRunningProgram() throws IOException {
        try (JavaSparkContext context = start()) {
            JavaRDD<Integer> cached = context.parallelize(numbers(), 2).persist(StorageLevels.DISK_ONLY);
            assertThat(cached.count()).isEqualTo(1000);
            try (Stream<Path> all = Files.walk(local)) {
                for (Path path : all.filter(path -> !path.equals(local))
                        .sorted(Comparator.reverseOrder())
                        .toList()) {
                    Files.delete(path);
                }
            }

            assertThat(cached.collect()).isEqualTo(numbers());
            assertThat(files()).hasSize(2);
        }
        assertThat(local).isEmptyDirectory();
    }

    @Test
    @Tag("SSHUF-002")
    void aShuffleThatFitsIntoMemoryLeavesNoFileAndAStoppedContextNothing() throws IOException {
        try (JavaSparkContext context = start()) {
            assertThat(context.parallelize(numbers(), 4)
                            .mapToPair(i -> new Tuple2<>(i % 10, 1))
                            .groupByKey()
                            .count())
                    .isEqualTo(10);
            assertThat(files()).isEmpty();
        }
        try (Stream<Path> left = Files.list(local)) {
            assertThat(left).isEmpty();
        }
    }
}
