// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ExecutorMetrics;
import ember.model.event.EngineEvent;
import ember.observe.Events;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import ember.observe.web.Request;
import ember.observe.web.Response;
import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The names of metrics beside those that Spark 4.2.0 was asked for. */
class MetricsRouteTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);

    @BeforeEach
    void runOneStage() {
        Events events = new Events(store);
        events.tell(new EngineEvent.ApplicationStarted("a", "local-7", "me", 5)).executorAdded("driver");
        events.jobStarted(0, 0).stageSubmitted(0, 0).taskStarted(0, 0, 0);
        events.tell(new EngineEvent.ExecutorMetricsUpdated("driver", true, List.of(), ExecutorMetrics.of(12, 34)));
        events.taskEnded(0, 0, 0, Events.SUCCEEDED).stageCompleted(0, 0).jobSucceeded(0);
    }

    private String ask(String path) {
        Response response = new MetricsRoute(store, "4.2.0").answer(new Request("GET", path, null));
        return new String(Objects.requireNonNull(response).body(), StandardCharsets.UTF_8);
    }

    private static List<String> ofSpark(String file) throws IOException {
        try (var in = Objects.requireNonNull(MetricsRouteTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private Map<?, ?> metrics(String kind) {
        return (Map<?, ?>) JsonMapper.builder()
                .build()
                .fromJsonObject(ask("/metrics/json/"))
                .get(kind);
    }

    @Test
    void everyMetricHasTheNameItHasInSpark() throws IOException {
        List<String> names = new ArrayList<>();
        for (String kind : List.of("gauges", "counters")) {
            for (Object name : metrics(kind).keySet()) {
                names.add(name.toString());
            }
        }

        assertThat(names).allSatisfy(name -> assertThat(name).startsWith("local-7.driver."));
        assertThat(ofSpark("metrics-of-spark.txt"))
                .containsAll(names.stream()
                        .map(name -> name.substring("local-7.driver.".length()))
                        .toList());
    }

    @Test
    void whatWasMeasuredIsThere() {
        assertThat(metrics("gauges").get("local-7.driver.ExecutorMetrics.JVMOffHeapMemory"))
                .hasToString("{value=34}");
        assertThat(metrics("counters").get("local-7.driver.executor.succeededTasks"))
                .hasToString("{count=1}");
    }

    @Test
    void prometheusIsToldAllThatSparkTells() throws IOException {
        List<String> names = ask("/metrics/executors/prometheus")
                .lines()
                .map(line -> line.substring(0, line.indexOf('{')))
                .toList();

        assertThat(names).containsExactlyInAnyOrderElementsOf(ofSpark("prometheus-of-spark.txt"));
    }
}
