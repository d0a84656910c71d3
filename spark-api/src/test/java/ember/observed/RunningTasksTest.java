// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.mapper.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What {@code /api/v1} tells of tasks that run: what a cluster of Spark's tells of the same programs. Its local mode tells zeros. */
class RunningTasksTest {
    private static final int SOME = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CountDownLatch SHUFFLE_MAY_END = new CountDownLatch(1);
    private static final CountDownLatch FILE_MAY_END = new CountDownLatch(1);

    private final JsonMapper mapper = JsonMapper.builder().build();

    private static JavaSparkContext context() {
        return new JavaSparkContext(ObservedProgram.conf()
                .set("spark.executor.heartbeatInterval", "50ms")
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0"));
    }

    /** Reads some of what there is, and the rest when it may. */
    private static <T> JavaRDD<Integer> slowly(JavaRDD<T> data, boolean ofFile) {
        return data.mapPartitions(elements -> {
            int count = read(elements, SOME);
            (ofFile ? FILE_MAY_END : SHUFFLE_MAY_END).await();
            return List.of(count + read(elements, Integer.MAX_VALUE)).iterator();
        });
    }

    private static int read(Iterator<?> elements, int most) {
        int count = 0;
        while (count < most && elements.hasNext()) {
            elements.next();
            count++;
        }
        return count;
    }

    private Object ask(JavaSparkContext context, String path) throws Exception {
        return mapper.fromJson(
                Recorder.ask(context, "/api/v1/applications/APP/stages/" + path).body());
    }

    private static long number(Object value, String... path) {
        return ((Number) at(value, path)).longValue();
    }

    private static Object at(Object value, String... path) {
        Object found = value;
        for (String name : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(name), name);
        }
        return found;
    }

    private List<?> tasks(JavaSparkContext context, String stage) throws Exception {
        return (List<?>) ask(context, stage + "/taskList");
    }

    /** Until the tasks have told with a heartbeat that they have read some. */
    private List<?> awaitTasks(JavaSparkContext context, String stage, int count, String... figure) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<?> tasks = tasks(context, stage);
            if (tasks.size() == count
                    && tasks.stream()
                            .allMatch(task ->
                                    ((Map<?, ?>) task).containsKey("taskMetrics") && number(task, figure) >= SOME)) {
                return tasks;
            }
            assertThat(System.nanoTime()).as("deadline of %s", tasks).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void tasksThatReadAShuffleShowWhatTheyHaveReadAndTheirStageTheSumCountedOnce() throws Exception {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        try (JavaSparkContext context = context()) {
            String url = context.sc().uiWebUrl().get(); // from now on figures are read
            assertThat(url).isNotEmpty();
            JavaFutureAction<Long> counted = slowly(
                            context.parallelize(numbers, 2)
                                    .mapToPair(x -> new Tuple2<>(x % 10, x))
                                    .partitionBy(new HashPartitioner(2))
                                    .values(),
                            false)
                    .countAsync();

            List<?> running = awaitTasks(context, "1/0", 2, "taskMetrics", "shuffleReadMetrics", "recordsRead");
            Object stage = ask(context, "1/0?details=true&withSummaries=true");
            assertThat(running).allSatisfy(task -> {
                assertThat(at(task, "status")).isEqualTo("RUNNING");
                assertThat(number(task, "taskMetrics", "shuffleReadMetrics", "recordsRead"))
                        .isEqualTo(SOME);
                assertThat(number(task, "taskMetrics", "shuffleReadMetrics", "localBlocksFetched"))
                        .isEqualTo(2);
                assertThat(number(task, "taskMetrics", "executorRunTime")).isZero();
                assertThat(number(task, "schedulerDelay")).isZero();
                assertThat((List<?>) at(task, "accumulatorUpdates")).isEmpty();
            });
            assertThat(number(stage, "shuffleReadRecords")).isEqualTo(2 * SOME);
            assertThat(number(stage, "shuffleLocalBlocksFetched")).isEqualTo(4);
            assertThat(number(stage, "executorSummary", "driver", "shuffleReadRecords"))
                    .isEqualTo(2 * SOME);
            assertThat(((Map<?, ?>) stage).containsKey("taskMetricsDistributions"))
                    .isFalse();
            assertThat(Recorder.ask(context, "/api/v1/applications/APP/stages/1/0/taskSummary")
                            .status())
                    .isEqualTo(404);

            SHUFFLE_MAY_END.countDown();
            assertThat(counted.get()).isEqualTo(2);
            Object done = ask(context, "1/0?details=true");
            assertThat(number(done, "shuffleReadRecords")).isEqualTo(100);
            assertThat(number(done, "shuffleLocalBlocksFetched")).isEqualTo(4);
            assertThat(number(done, "shuffleReadBytes")).isEqualTo(number(stage, "shuffleReadBytes"));
            assertThat(number(done, "executorSummary", "driver", "shuffleReadRecords"))
                    .isEqualTo(100);
        }
    }

    @Test
    void aTaskThatReadsATextFileShowsBytesAndLinesSoFar(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lines.txt");
        Files.writeString(
                file, IntStream.range(1000, 2000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        try (JavaSparkContext context = context()) {
            String url = context.sc().uiWebUrl().get(); // from now on figures are read
            assertThat(url).isNotEmpty();
            JavaFutureAction<Long> counted =
                    slowly(context.textFile(file.toString(), 1), true).countAsync();

            List<?> running = awaitTasks(context, "0/0", 1, "taskMetrics", "inputMetrics", "recordsRead");
            assertThat(number(running.get(0), "taskMetrics", "inputMetrics", "recordsRead"))
                    .isEqualTo(SOME);
            assertThat(number(running.get(0), "taskMetrics", "inputMetrics", "bytesRead"))
                    .isEqualTo(5 * SOME);

            FILE_MAY_END.countDown();
            assertThat(counted.get()).isEqualTo(1);
            Object done = ask(context, "0/0?details=false");
            assertThat(number(done, "inputRecords")).isEqualTo(1000);
            assertThat(number(done, "inputBytes")).isEqualTo(5000);
        }
    }
}
