// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginsTest {
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static volatile PluginContext driver;
    private static volatile PluginContext executor;

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    public static final class Watching implements SparkPlugin {
        @Override
        public DriverPlugin driverPlugin() {
            return new DriverPlugin() {
                @Override
                public Map<String, String> init(SparkContext sc, PluginContext context) {
                    driver = context;
                    SEEN.add("driver init " + sc.applicationId());
                    return Map.of("key", "value");
                }

                @Override
                public void registerMetrics(String id, PluginContext context) {
                    context.metricRegistry().counter("c").inc();
                    SEEN.add("metrics " + id.startsWith("local-"));
                }

                @Override
                public Object receive(Object message) {
                    if (message.equals("no")) {
                        throw new IllegalArgumentException("refused");
                    }
                    return "re: " + message;
                }

                @Override
                public void shutdown() {
                    SEEN.add("driver shutdown");
                }
            };
        }

        @Override
        public ExecutorPlugin executorPlugin() {
            return new ExecutorPlugin() {
                @Override
                public void init(PluginContext context, Map<String, String> extra) {
                    executor = context;
                    SEEN.add("executor init " + extra);
                }

                @Override
                public void onTaskStart() {
                    SEEN.add("start " + TaskContext.get().partitionId());
                }

                @Override
                public void onTaskSucceeded() {
                    SEEN.add("succeeded");
                    throw new IllegalStateException("a plugin's own mistake");
                }

                @Override
                public void onTaskFailed(TaskFailedReason reason) {
                    SEEN.add("failed "
                            + reason.toErrorString().lines().findFirst().orElse(""));
                }

                @Override
                public void shutdown() {
                    SEEN.add("executor shutdown");
                }
            };
        }
    }

    private static JavaSparkContext start(String plugins) {
        return new JavaSparkContext(
                new SparkConf(false).setMaster("local[1]").setAppName("x").set("spark.plugins", plugins));
    }

    @Test
    void aPluginLivesAsLongAsItsContextAndIsToldOfTasks() throws Exception {
        try (JavaSparkContext sc = start(Watching.class.getName())) {
            assertThat(sc.parallelize(List.of(1), 1).count()).isEqualTo(1);
            assertThatThrownBy(() -> sc.parallelize(List.of(1), 1)
                            .map(x -> {
                                throw new UnsupportedOperationException("mine");
                            })
                            .count())
                    .isInstanceOf(SparkException.class);
            assertThat(executor.ask("hello")).isEqualTo("re: hello");
            assertThatThrownBy(() -> executor.ask("no"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("refused");
            assertThatThrownBy(() -> driver.send("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Driver endpoint is not known.");
        }
        assertThat(SEEN)
                .containsExactly(
                        "driver init null",
                        "executor init {key=value}",
                        "metrics true",
                        "start 0",
                        "succeeded",
                        "start 0",
                        "failed java.lang.UnsupportedOperationException: mine",
                        "executor shutdown",
                        "driver shutdown");
    }

    @Test
    void whatIsNoPluginEndsTheContext() {
        assertThatThrownBy(() -> start("no.such.Plugin")).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> start("java.lang.String"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: java.lang.String is not a subclass of"
                        + " org.apache.spark.api.plugin.SparkPlugin.");
        assertThat(SparkEnv.get()).isNull();
    }
}
