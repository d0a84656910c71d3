// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDInfo;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Storage levels do here what they do in Spark. */
class StorageLevelTableTest extends LocalSpark {
    @Test
    void allLevelsHitRecomputeAndEvictAsInSpark() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        StorageLevelTable.print(new PrintStream(printed, true, StandardCharsets.UTF_8), 0);
        List<String> here = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(here).isEqualTo(corrected(recorded()));
    }

    /**
     * Spark does not notice that a partition has come back to memory from disk, and counts it on disk twice when it is evicted again.
     * Here sizes are what there is.
     */
    private static List<String> corrected(List<String> lines) {
        List<String> corrected = new ArrayList<>();
        boolean comesBack = false;
        for (String line : lines) {
            if (!line.startsWith(" ")) {
                comesBack = line.startsWith("MEMORY_AND_DISK");
            }
            corrected.add(
                    comesBack
                            ? line.replace("2+2 true, 2/4", "4+2 true, 2/4")
                                    .replace("0+4 true, 4/4", "2+3 true, 4/4")
                                    .replace("MemorySize: ;", "MemorySize: MiB;")
                            : line);
        }
        return corrected;
    }

    private JavaRDD<Integer> numbers() {
        return sc.parallelize(IntStream.range(0, 20_000).boxed().toList(), 2);
    }

    private void takesAboutAsInSpark(long sparkBytes, JavaRDD<?> rdd) {
        rdd.cache().count();
        RDDInfo[] infos = sc.sc().getRDDStorageInfo();
        assertThat(infos).hasSize(1);
        assertThat(infos[0].memSize()).isCloseTo(sparkBytes, Percentage.withPercentage(20));
        rdd.unpersist(true);
    }

    @Test
    void cachedObjectsTakeAboutWhatTheyTakeInSpark() {
        takesAboutAsInSpark(400_032, numbers().map(i -> i + 1000));
        takesAboutAsInSpark(560_032, numbers().map(i -> i * 1.5));
        takesAboutAsInSpark(1_520_032, numbers().map(i -> "a string of some length " + i));
        takesAboutAsInSpark(1_840_032, numbers().map(i -> new Tuple2<>("key" + i, i + 1000)));
        takesAboutAsInSpark(2_932_048, numbers().map(i -> new int[i % 64]));
        takesAboutAsInSpark(2_945_648, numbers().map(i -> {
            List<Integer> list = new ArrayList<>();
            for (int k = 0; k < i % 10; k++) {
                list.add(1000 + k);
            }
            return list;
        }));
        takesAboutAsInSpark(10_696_896, numbers().map(i -> {
            Map<String, Integer> map = new HashMap<>();
            for (int k = 0; k < i % 10; k++) {
                map.put("k" + k, 1000 + k);
            }
            return map;
        }));
    }

    @Test
    void tasksDriveCachedPartitionsOutDownToTheirShare() {
        sc.stop();
        sc = new JavaSparkContext(conf().set("ember.memory", "16m"));
        JavaRDD<byte[]> cached = sc.parallelize(
                        IntStream.range(0, 14 * 32).boxed().toList(), 14)
                .map(i -> new byte[32 << 10])
                .cache();
        assertThat(cached.count()).isEqualTo(14 * 32);
        assertThat(sc.sc().getRDDStorageInfo()[0].numCachedPartitions()).isEqualTo(14);

        long keys = sc.parallelize(IntStream.range(0, 400_000).boxed().toList(), 4)
                .mapToPair(i -> new Tuple2<>("a key of some length " + i, i))
                .reduceByKey(Integer::sum)
                .count();

        assertThat(keys).isEqualTo(400_000);
        assertThat(sc.sc().getRDDStorageInfo()[0].numCachedPartitions()).isBetween(7, 12);
        assertThat(cached.count()).isEqualTo(14 * 32);
    }

    @Test
    void executorsSayHowMuchMayBeCachedAndHowMuchIsLeft() {
        Tuple2<Object, Object> before = sc.sc().getExecutorMemoryStatus().head()._2();
        numbers().map(i -> i + 1000).cache().count();
        Tuple2<Object, Object> after = sc.sc().getExecutorMemoryStatus().head()._2();
        assertThat(sc.sc().getExecutorMemoryStatus().size()).isEqualTo(1);
        assertThat(before._2()).isEqualTo(before._1());
        assertThat(after._1()).isEqualTo(before._1());
        assertThat((long) after._1() - (long) after._2()).isBetween(400_000L, 401_000L);
    }

    private static List<String> recorded() throws Exception {
        try (InputStream in = StorageLevelTableTest.class.getResourceAsStream("storage-levels.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
