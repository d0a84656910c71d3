// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What a recording of the JVM's flight recorder says of jobs. */
class FlightRecordingTest {
    @TempDir
    private Path folder;

    private static JavaSparkContext context() {
        return new JavaSparkContext(new SparkConf().setMaster("local[2]").setAppName("recorded"));
    }

    private List<RecordedEvent> recorded(Runnable program) throws IOException {
        Path file = folder.resolve("ember.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("ember.Task").withoutThreshold();
            recording.enable("ember.ShuffleWrite").withoutThreshold();
            recording.enable("ember.ShuffleRead").withoutThreshold();
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("ember."))
                .toList();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("ember." + name))
                .toList();
    }

    @Test
    void jobsStagesTasksAndShufflesAreRecorded() throws Exception {
        List<RecordedEvent> events = recorded(() -> {
            try (JavaSparkContext sc = context()) {
                JavaPairRDD<Integer, Integer> pairs =
                        sc.parallelize(List.of(1, 2, 3, 4), 2).mapToPair(i -> new Tuple2<>(i % 2, i));
                assertThat(pairs.reduceByKey(Integer::sum, 3).count()).isEqualTo(2);
            }
        });

        assertThat(named(events, "Job")).singleElement().satisfies(job -> {
            assertThat(job.getString("name")).startsWith("count at FlightRecordingTest.java");
            assertThat(job.getInt("stages")).isEqualTo(2);
            assertThat(job.getBoolean("succeeded")).isTrue();
        });
        assertThat(named(events, "Stage"))
                .extracting(stage -> stage.getInt("tasks"))
                .containsExactlyInAnyOrder(2, 3);
        assertThat(named(events, "Task")).hasSize(5).allSatisfy(task -> {
            assertThat(task.getBoolean("succeeded")).isTrue();
            assertThat(task.getThread().getJavaName()).startsWith("Executor task launch worker");
        });
        assertThat(named(events, "ShuffleWrite"))
                .extracting(write -> write.getLong("records"))
                .containsExactly(2L, 2L);
        assertThat(named(events, "ShuffleRead")).hasSize(3);
    }

    @Test
    void hitsAndMissesOfTheCacheAreRecorded() throws Exception {
        List<RecordedEvent> events = recorded(() -> {
            try (JavaSparkContext sc = context()) {
                JavaRDD<Integer> cached = sc.parallelize(List.of(1, 2, 3, 4), 2).map(i -> i + 1);
                cached.persist(StorageLevel.MEMORY_ONLY());
                cached.count();
                cached.count();
            }
        });

        assertThat(named(events, "CacheMiss"))
                .extracting(miss -> miss.getString("block"))
                .containsExactlyInAnyOrder("rdd_1_0", "rdd_1_1");
        assertThat(named(events, "CacheHit"))
                .extracting(hit -> hit.getString("block"))
                .containsExactlyInAnyOrder("rdd_1_0", "rdd_1_1");
    }

    @Test
    void spillsAndEvictionsAreRecorded() throws Exception {
        SparkConf small =
                new SparkConf().setMaster("local[1]").setAppName("recorded").set("ember.memory", "2m");
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, 100_000).boxed().toList());
        List<RecordedEvent> events = recorded(() -> {
            try (JavaSparkContext sc = new JavaSparkContext(small)) {
                for (int i = 0; i < 4; i++) {
                    sc.parallelize(numbers.subList(0, 30_000), 1)
                            .map(String::valueOf)
                            .persist(StorageLevel.MEMORY_AND_DISK())
                            .count();
                }
                sc.parallelize(numbers, 1)
                        .mapToPair(i -> new Tuple2<>(i, String.valueOf(i)))
                        .groupByKey(1)
                        .count();
            }
        });

        assertThat(named(events, "CacheEvict")).isNotEmpty().allSatisfy(evict -> {
            assertThat(evict.getLong("memoryBytes")).isPositive();
            assertThat(evict.getBoolean("toDisk")).isTrue();
        });
        assertThat(named(events, "Spill")).isNotEmpty().allSatisfy(spill -> {
            assertThat(spill.getLong("diskBytes")).isPositive();
            assertThat(spill.getStackTrace()).isNotNull();
        });
    }
}
