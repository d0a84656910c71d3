// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
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

    /** Times are told in whole milliseconds, and there are so many between and beside the stages. */
    private static final long ROUNDING_MILLIS = 4 * JOBS + 2;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSz");

    private record Ran(long launchedMillis, long tookMillis) {
        long endedMillis() {
            return launchedMillis + tookMillis;
        }
    }

    private static void run(JavaSparkContext context) {
        List<Integer> numbers = IntStream.range(0, 16).boxed().toList();
        for (int job = 0; job < JOBS; job++) {
            context.parallelize(numbers, 16)
                    .mapToPair(x -> {
                        Thread.sleep(x == 3 ? 250 : 60 + 5 * x);
                        return new Tuple2<>(x % 6, 1);
                    })
                    .reduceByKey(Integer::sum, 6)
                    .mapValues(x -> {
                        Thread.sleep(40);
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

    /** The tasks of a stage, in the order in which they started. */
    private static List<Ran> tasks(JavaSparkContext context, int stage) throws IOException, InterruptedException {
        List<Ran> tasks = new ArrayList<>();
        for (Object task : (List<?>) ask(context, "/api/v1/applications/APP/stages/" + stage + "/0/taskList")) {
            String launched = (String) Objects.requireNonNull(((Map<?, ?>) task).get("launchTime"));
            tasks.add(new Ran(Instant.from(TIME.parse(launched)).toEpochMilli(), number(task, "duration")));
        }
        return tasks;
    }

    /** How long they take if each, in turn, gets the core that is free first. */
    private static long millis(List<Ran> tasks, long cores) {
        PriorityQueue<Long> free = new PriorityQueue<>(Collections.nCopies((int) cores, 0L));
        for (Ran task : tasks) {
            free.add(free.remove() + task.tookMillis());
        }
        return Collections.max(free);
    }

    @Test
    void theEstimateForOtherCoresPutsEachTaskInTurnOnTheFirstFreeOneAndLeavesWhatTheDriverDid() throws Exception {
        try (JavaSparkContext context = new JavaSparkContext(ObservedProgram.conf()
                .setMaster("local[2]")
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0"))) {
            run(context);
            Object answer = ask(context, "/api/ember/v1/applications/APP/estimate");
            long wall = number(answer, "wallMillis");
            List<List<Ran>> stages = new ArrayList<>();
            long withoutTasks = wall;
            for (int stage = 0; stage < 2 * JOBS; stage++) {
                List<Ran> tasks = tasks(context, stage);
                assertThat(tasks).hasSize(stage % 2 == 0 ? 16 : 6);
                stages.add(tasks);
                withoutTasks -= tasks.stream().mapToLong(Ran::endedMillis).max().orElseThrow()
                        - tasks.stream().mapToLong(Ran::launchedMillis).min().orElseThrow();
            }

            Map<Long, Long> estimates = new TreeMap<>();
            for (Object one : (List<?>) Objects.requireNonNull(((Map<?, ?>) answer).get("estimates"))) {
                estimates.put(number(Objects.requireNonNull(one), "cores"), number(one, "millis"));
            }
            assertThat(estimates).containsOnlyKeys(1L, 2L, 4L, 8L, 16L);
            // No stage has more tasks.
            assertThat(number(answer, "unlimitedMillis")).isEqualTo(estimates.get(16L));
            for (Map.Entry<Long, Long> estimate : estimates.entrySet()) {
                long withTasks = stages.stream()
                        .mapToLong(tasks -> millis(tasks, estimate.getKey()))
                        .sum();
                assertThat(estimate.getValue())
                        .as("on %s cores", estimate.getKey())
                        .isBetween(withTasks, withTasks + withoutTasks + ROUNDING_MILLIS);
            }
            assertThat(estimates.get(4L)).isLessThan(wall);
        }
    }
}
