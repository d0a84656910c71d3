// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.ExecutorMetricNames;
import ember.model.ExecutorMetrics;
import ember.model.TaskMetric;
import ember.observe.status.ExecutorView;
import ember.observe.status.StageView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What executors and their tasks have measured, under the names of Spark's metrics sources {@code executor} and {@code ExecutorMetrics}. */
final class MetricsOfExecutors {
    private static final List<String> NAMES = ExecutorMetricNames.ALL;
    private static final double MILLIS_PER_SECOND = 1000.0;

    private MetricsOfExecutors() {}

    /** Sums of the tasks of all executors, and the greatest of their peaks: they share the JVM. */
    static void addGauges(List<ExecutorView> executors, Map<String, Long> gauges) {
        for (ExecutorView executor : executors) {
            gauges.merge("executor.threadpool.activeTasks", (long) executor.activeTasks(), Long::sum);
            gauges.merge("executor.threadpool.startedTasks", (long) executor.startedTasks(), Long::sum);
            int ended = executor.startedTasks() - executor.activeTasks();
            gauges.merge("executor.threadpool.completeTasks", (long) ended, Long::sum);
            ExecutorMetrics peaks = executor.peaks();
            for (int i = 0; peaks != null && i < NAMES.size(); i++) {
                gauges.merge("ExecutorMetrics." + NAMES.get(i), peaks.get(i), Math::max);
            }
        }
    }

    /** Adds what the tasks of a stage attempt did that have ended: Spark counts each at its end. */
    static void addCounters(StageView stage, Map<String, Long> counters) {
        add(counters, "succeededTasks", stage.completedTasks());
        add(counters, "cpuTime", stage, TaskMetric.EXECUTOR_CPU_NANOS);
        add(counters, "runTime", stage, TaskMetric.EXECUTOR_RUN_TIME);
        add(counters, "jvmGCTime", stage, TaskMetric.JVM_GC_TIME);
        add(counters, "deserializeTime", stage, TaskMetric.EXECUTOR_DESERIALIZE_TIME);
        add(counters, "deserializeCpuTime", stage, TaskMetric.EXECUTOR_DESERIALIZE_CPU_NANOS);
        add(counters, "resultSerializationTime", stage, TaskMetric.RESULT_SERIALIZATION_TIME);
        add(counters, "resultSize", stage, TaskMetric.RESULT_SIZE);
        add(counters, "bytesRead", stage, TaskMetric.INPUT_BYTES_READ);
        add(counters, "recordsRead", stage, TaskMetric.INPUT_RECORDS_READ);
        add(counters, "bytesWritten", stage, TaskMetric.OUTPUT_BYTES_WRITTEN);
        add(counters, "recordsWritten", stage, TaskMetric.OUTPUT_RECORDS_WRITTEN);
        add(counters, "memoryBytesSpilled", stage, TaskMetric.MEMORY_BYTES_SPILLED);
        add(counters, "diskBytesSpilled", stage, TaskMetric.DISK_BYTES_SPILLED);
        add(counters, "shuffleLocalBlocksFetched", stage, TaskMetric.LOCAL_BLOCKS_FETCHED);
        add(counters, "shuffleLocalBytesRead", stage, TaskMetric.LOCAL_BYTES_READ);
        add(counters, "shuffleRemoteBlocksFetched", stage, TaskMetric.REMOTE_BLOCKS_FETCHED);
        add(counters, "shuffleRemoteBytesRead", stage, TaskMetric.REMOTE_BYTES_READ);
        add(counters, "shuffleRemoteBytesReadToDisk", stage, TaskMetric.REMOTE_BYTES_READ_TO_DISK);
        add(counters, "shuffleFetchWaitTime", stage, TaskMetric.FETCH_WAIT_TIME);
        add(counters, "shuffleTotalBytesRead", stage, TaskMetric.LOCAL_BYTES_READ);
        add(counters, "shuffleTotalBytesRead", stage, TaskMetric.REMOTE_BYTES_READ);
        add(counters, "shuffleRemoteReqsDuration", stage, TaskMetric.REMOTE_REQUESTS_DURATION);
        add(counters, "shuffleRecordsRead", stage, TaskMetric.SHUFFLE_RECORDS_READ);
        add(counters, "shuffleBytesWritten", stage, TaskMetric.SHUFFLE_BYTES_WRITTEN);
        add(counters, "shuffleRecordsWritten", stage, TaskMetric.SHUFFLE_RECORDS_WRITTEN);
        add(counters, "shuffleWriteTime", stage, TaskMetric.SHUFFLE_WRITE_NANOS);
    }

    private static void add(Map<String, Long> counters, String name, StageView stage, TaskMetric metric) {
        add(counters, name, stage.endedMetrics().get(metric));
    }

    private static void add(Map<String, Long> counters, String name, long count) {
        counters.merge("executor." + name, count, Long::sum);
    }

    /** @param peaks null: nothing was measured, so nothing is told */
    static void addPrometheus(@Nullable ExecutorMetrics peaks, Map<String, String> figures) {
        if (peaks == null) {
            return;
        }
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            if (name.equals("TotalGCTime")) {
                // Told of every executor as totalGCTime.
                continue;
            }
            if (name.endsWith("GCCount")) {
                figures.put(name + "_total", Long.toString(peaks.get(i)));
            } else if (name.endsWith("GCTime")) {
                figures.put(name + "_seconds_total", Double.toString(peaks.get(i) / MILLIS_PER_SECOND));
            } else {
                figures.put(name + "_bytes", Long.toString(peaks.get(i)));
            }
        }
    }
}
