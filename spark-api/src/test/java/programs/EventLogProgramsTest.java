// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What a program leaves for those who look at it later, and says of itself. */
class EventLogProgramsTest {
    private static SparkConf conf() {
        return new SparkConf().setMaster("local[2]").setAppName("events");
    }

    private static void countTwice(JavaSparkContext context) {
        JavaPairRDD<Integer, Integer> sums = context.parallelize(List.of(1, 2, 3, 4), 2)
                .mapToPair(i -> new Tuple2<>(i % 2, i))
                .reduceByKey(Integer::sum);
        sums.count();
        sums.count();
    }

    @Test
    void theEventLogHasEveryJobStageAndTask(@TempDir Path logs) throws Exception {
        SparkConf conf = conf().set("spark.eventLog.enabled", "true")
                .set("spark.eventLog.dir", logs.toString())
                .set("spark.eventLog.compress", "false")
                .set("spark.eventLog.rolling.enabled", "false");
        String id;
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            id = context.sc().applicationId();
            countTwice(context);
        }

        List<String> lines = Files.readAllLines(logs.resolve(id));
        assertThat(lines.get(0)).startsWith("{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4.2.0\"");
        assertThat(count(lines, "JobStart")).isEqualTo(2);
        assertThat(count(lines, "JobEnd")).isEqualTo(2);
        assertThat(count(lines, "StageSubmitted")).isEqualTo(3);
        assertThat(count(lines, "StageCompleted")).isEqualTo(3);
        assertThat(count(lines, "TaskStart")).isEqualTo(6);
        assertThat(count(lines, "TaskEnd")).isEqualTo(6);
        assertThat(lines.get(lines.size() - 1)).startsWith("{\"Event\":\"SparkListenerApplicationEnd\"");
    }

    private static long count(List<String> lines, String event) {
        return lines.stream()
                .filter(line -> line.startsWith("{\"Event\":\"SparkListener" + event + "\""))
                .count();
    }

    @Test
    void aMissingDirectoryForEventLogsIsAnErrorWhenTheContextStarts(@TempDir Path logs) {
        SparkConf conf = conf().set("spark.eventLog.enabled", "true")
                .set("spark.eventLog.dir", logs.resolve("missing").toString());

        assertThatThrownBy(() -> new JavaSparkContext(conf).stop()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aLiveContextSaysWhyItsStagesRan() {
        try (JavaSparkContext context = new JavaSparkContext(conf().set("ember.explain", "true"))) {
            countTwice(context);

            assertThat(context.sc().explain())
                    .filteredOn(line -> line.startsWith("  Stage"))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("  Stage 0.0")
                                    .contains("job 0 needs it for the first time"),
                            line -> assertThat(line)
                                    .startsWith("  Stage 1.0")
                                    .contains("job 0 needs it for the first time"),
                            line -> assertThat(line)
                                    .startsWith("  Stage 2 ")
                                    .contains("did not run, because its outputs (shuffle 0) were made by job 0"),
                            line -> assertThat(line)
                                    .startsWith("  Stage 3.0")
                                    .contains("job 1 needs it for the first time"));
        }
    }

    @Test
    void embersOwnKeysMayComeAsSystemProperties() {
        System.setProperty("ember.explain", "true");
        try (JavaSparkContext context = new JavaSparkContext(conf())) {
            countTwice(context);

            assertThat(context.sc().explain()).isNotEmpty();
        } finally {
            System.clearProperty("ember.explain");
        }
    }

    @Test
    void aContextThatWasNotAskedToExplainsNothing() {
        try (JavaSparkContext context = new JavaSparkContext(conf())) {
            countTwice(context);

            assertThat(context.sc().explain()).isEmpty();
        }
    }
}
