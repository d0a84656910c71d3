// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/**
 * What a run says that other cores would take. How long its tasks took is up to the machine; what follows from that is not. Whether four
 * cores take as long as estimated is measured by {@code ./bench-ui.sh}.
 */
class EstimateTest {
    private static final int JOBS = 3;

    private static void run(JavaSparkContext context) {
        List<Integer> numbers = IntStream.range(0, 16).boxed().toList();
        for (int job = 0; job < JOBS; job++) {
            context.parallelize(numbers, 16)
                    .mapToPair(x -> {
                        Thread.sleep(x == 3 ? 50 : 10 + x);
                        return new Tuple2<>(x % 6, 1);
                    })
                    .reduceByKey(Integer::sum, 6)
                    .mapValues(x -> {
                        Thread.sleep(10);
                        return x;
                    })
                    .count();
        }
    }

    private static Object ask(JavaSparkContext context, String path) throws IOException, InterruptedException {
        return JsonMapper.builder().build().fromJson(Recorder.ask(context, path).body());
    }

    private static long number(Object answer, String name) {
        return ((Number) Objects.requireNonNull(((Map<?, ?>) answer).get(name))).longValue();
    }

    /** How long each task of a stage took. */
    private static List<Long> durations(JavaSparkContext context, int stage) throws IOException, InterruptedException {
        List<Long> durations = new ArrayList<>();
        for (Object task : (List<?>) ask(context, "/api/v1/applications/APP/stages/" + stage + "/0/taskList")) {
            durations.add(number(Objects.requireNonNull(task), "duration"));
        }
        return durations;
    }

    @Test
    void noStageIsEstimatedShorterThanItsWorkOnTheCoresAndThanItsLongestTaskNorLongerThanBoth() throws Exception {
        try (JavaSparkContext context = new JavaSparkContext(ObservedProgram.conf()
                .setMaster("local[2]")
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0"))) {
            run(context);
            Object answer = ask(context, "/api/ember/v1/applications/APP/estimate");
            List<?> estimates = (List<?>) Objects.requireNonNull(((Map<?, ?>) answer).get("estimates"));

            long longest = 0;
            long work = 0;
            for (int stage = 0; stage < 2 * JOBS; stage++) {
                List<Long> durations = durations(context, stage);
                assertThat(durations).hasSize(stage % 2 == 0 ? 16 : 6);
                longest += durations.stream().max(Comparator.naturalOrder()).orElseThrow();
                work += durations.stream().mapToLong(duration -> duration).sum();
            }
            // While no task ran; the longest task of each stage did, at other times.
            long atMostIdle = number(answer, "wallMillis") - longest;
            assertThat(estimates.stream().map(one -> number(one, "cores"))).containsExactly(1L, 2L, 4L, 8L, 16L);
            long fewer = Long.MAX_VALUE;
            for (Object one : estimates) {
                long cores = number(one, "cores");
                assertThat(number(one, "millis"))
                        .as("on %s cores", cores)
                        .isBetween(Math.max(longest, work / cores), work / cores + longest + atMostIdle)
                        .isLessThanOrEqualTo(fewer);
                fewer = number(one, "millis");
            }
            assertThat(number(answer, "unlimitedMillis")).isBetween(longest, fewer);
        }
    }
}
