// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** What listeners are told of tasks that run. */
@Timeout(60)
class HeartbeatsTest {
    private static CountDownLatch seen;
    private static volatile Map<String, AccumulableInfo> told;

    /** Keeps what executors report. */
    private static final class Updates extends SparkListener {
        private final BlockingQueue<SparkListenerExecutorMetricsUpdate> all = new LinkedBlockingQueue<>();

        private ExecutorMetrics atTaskEnd;

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            atTaskEnd = end.taskExecutorMetrics();
        }

        @Override
        public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
            all.add(update);
            if (!update.accumUpdates().isEmpty()) {
                seen.countDown();
            }
        }
    }

    private static boolean beats() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("driver-heartbeater"));
    }

    @Test
    void nobodyIsToldOfWhatNobodyHears() {
        SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("heartbeats");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            assertThat(sc.parallelize(List.of(1), 1).count()).isEqualTo(1);
            assertThat(beats()).isFalse();
            sc.sc().addSparkListener(new Updates());
            assertThat(beats()).isTrue();
        }
    }

    /** Waits for what a running task has added. */
    private static final class Additions extends SparkListener {
        @Override
        public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
            CollectionConverters.asJava(update.accumUpdates()).forEach(task -> {
                Map<String, AccumulableInfo> infos = new HashMap<>();
                CollectionConverters.asJava(task._4())
                        .forEach(info -> infos.put(info.name().getOrElse(() -> "unnamed"), info));
                if (infos.containsKey("rows")) {
                    told = infos;
                    seen.countDown();
                }
            });
        }
    }

    @Test
    void whatARunningTaskHasAddedIsTold() {
        seen = new CountDownLatch(1);
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("heartbeats")
                .set("spark.executor.heartbeatInterval", "10ms");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            LongAccumulator rows = sc.sc().longAccumulator("rows");
            LongAccumulator nothing = sc.sc().longAccumulator("nothing");
            LongAccumulator unnamed = sc.sc().longAccumulator();
            CollectionAccumulator<Integer> kept = sc.sc().collectionAccumulator("kept");
            sc.sc().addSparkListener(new Additions());
            sc.parallelize(List.of(1, 2), 1)
                    .mapToPair(i -> new Tuple2<>(i, i))
                    .reduceByKey(Integer::sum)
                    .foreach(pair -> {
                        kept.add(7);
                        unnamed.add(5);
                        nothing.add(0);
                        rows.add(3);
                        seen.await();
                    });

            assertThat(rows.value()).isEqualTo(6);
        }
        assertThat(told.get("rows").update().get()).isEqualTo(3L);
        assertThat(told.get("rows").value().isDefined()).isFalse();
        assertThat(told.get("rows").internal()).isFalse();
        assertThat(told.get("kept").update().get()).isEqualTo(List.of(7));
        assertThat(told.get("unnamed").update().get()).isEqualTo(5L);
        assertThat(told.get("nothing").update().get())
                .as("something was added to it")
                .isEqualTo(0L);
        AccumulableInfo read = told.get("internal.metrics.shuffle.read.recordsRead");
        assertThat(read.internal()).isTrue();
        assertThat((Long) read.update().get()).isPositive();
    }

    @Test
    void theDriverAndItsExecutorReportWithTheTasksThatRun() throws Exception {
        seen = new CountDownLatch(1);
        Updates updates = new Updates();
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("heartbeats")
                .set("spark.executor.heartbeatInterval", "10ms");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            sc.sc().addSparkListener(updates);
            sc.parallelize(List.of(1), 1).foreach(i -> seen.await());
        }

        SparkListenerExecutorMetricsUpdate ofTask = updates.all.poll();
        SparkListenerExecutorMetricsUpdate before = null;
        while (ofTask.accumUpdates().isEmpty()) {
            before = ofTask;
            ofTask = updates.all.poll();
        }
        assertThat(before).isNotNull();
        assertThat(before.execId()).isEqualTo("driver");
        assertThat(before.executorUpdates().contains(new Tuple2<Object, Object>(-1, -1)))
                .as("the driver's own")
                .isTrue();
        assertThat(ofTask.execId()).isEqualTo("driver");
        assertThat(ofTask.accumUpdates().apply(0).toString()).startsWith("(0,0,0,");
        assertThat(ofTask.executorUpdates().contains(new Tuple2<Object, Object>(0, 0)))
                .isTrue();
        assertThat(ofTask.executorUpdates()
                        .apply(new Tuple2<Object, Object>(0, 0))
                        .getMetricValue("JVMHeapMemory"))
                .isPositive();
        assertThat(updates.atTaskEnd.getMetricValue("JVMHeapMemory")).isPositive();
    }
}
