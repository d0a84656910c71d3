// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.mapper.JsonMapper;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** The lineage that pages show beside a line of the program is what {@code toDebugString} answers there. */
class LineageTest {
    private static String ofStage(JavaSparkContext context, int stage) throws Exception {
        Recorder.Answer answer = Recorder.ask(context, "/api/ember/v1/applications/APP/stages/" + stage + "/0/graph");
        Map<?, ?> graph = (Map<?, ?>) JsonMapper.builder().build().fromJson(answer.body());
        return (String) ((Map<?, ?>) ((List<?>) graph.get("stages")).get(0)).get("lineage");
    }

    @Test
    void theLineageOfAStageIsWhatToDebugStringAnswers() throws Exception {
        try (JavaSparkContext context = new JavaSparkContext(
                ObservedProgram.conf().set("spark.ui.enabled", "true").set("spark.ui.port", "0"))) {
            JavaRDD<Integer> kept = context.parallelize(List.of(1, 2, 3, 4), 3)
                    .map(x -> x + 1)
                    .setName("kept")
                    .cache();
            JavaPairRDD<Integer, Integer> sums =
                    kept.mapToPair(x -> new Tuple2<>(x % 2, x)).reduceByKey(Integer::sum, 2);
            JavaPairRDD<Integer, Integer> others =
                    context.parallelize(List.of(1, 2), 14).mapToPair(x -> new Tuple2<>(x, x));
            JavaPairRDD<Integer, Tuple2<Integer, Integer>> joined =
                    sums.join(others, 5).filter(pair -> true);

            joined.count();

            String expected = joined.toDebugString();
            assertThat(expected)
                    .contains("CachedPartitions: 3")
                    .contains("+-(14)")
                    .contains("kept");
            // The stages of both sides, that of the sums, and then the one that joins.
            assertThat(ofStage(context, 3)).isEqualTo(expected);
        }
    }
}
