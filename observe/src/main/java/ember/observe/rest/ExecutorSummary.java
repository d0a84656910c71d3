// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.observe.json.JsonOut;
import ember.observe.status.ExecutorSums;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What executors did for a stage attempt, and how it is distributed over them. */
final class ExecutorSummary {
    /** Spark's names, in its order. */
    static final Map<String, ToLongFunction<TaskMetrics>> FIGURES = figures();

    private ExecutorSummary() {}

    private static Map<String, ToLongFunction<TaskMetrics>> figures() {
        Map<String, ToLongFunction<TaskMetrics>> figures = new LinkedHashMap<>();
        figures.put("inputBytes", sums -> sums.get(TaskMetric.INPUT_BYTES_READ));
        figures.put("inputRecords", sums -> sums.get(TaskMetric.INPUT_RECORDS_READ));
        figures.put("outputBytes", sums -> sums.get(TaskMetric.OUTPUT_BYTES_WRITTEN));
        figures.put("outputRecords", sums -> sums.get(TaskMetric.OUTPUT_RECORDS_WRITTEN));
        figures.put(
                "shuffleRead", sums -> sums.get(TaskMetric.REMOTE_BYTES_READ) + sums.get(TaskMetric.LOCAL_BYTES_READ));
        figures.put("shuffleReadRecords", sums -> sums.get(TaskMetric.SHUFFLE_RECORDS_READ));
        figures.put("shuffleWrite", sums -> sums.get(TaskMetric.SHUFFLE_BYTES_WRITTEN));
        figures.put("shuffleWriteRecords", sums -> sums.get(TaskMetric.SHUFFLE_RECORDS_WRITTEN));
        figures.put("memoryBytesSpilled", sums -> sums.get(TaskMetric.MEMORY_BYTES_SPILLED));
        figures.put("diskBytesSpilled", sums -> sums.get(TaskMetric.DISK_BYTES_SPILLED));
        return Collections.unmodifiableMap(figures);
    }

    /** The fields of an object that was begun, and its end. */
    static void writeQuantiles(JsonOut out, Collection<ExecutorSums> executors, double[] quantiles) {
        out.numbers("quantiles", quantiles)
                .numbers("taskTime", pick(executors, quantiles, ExecutorSums::taskMillis))
                .numbers("failedTasks", pick(executors, quantiles, ExecutorSums::failedTasks))
                .numbers("succeededTasks", pick(executors, quantiles, ExecutorSums::succeededTasks))
                .numbers("killedTasks", pick(executors, quantiles, ExecutorSums::killedTasks));
        FIGURES.forEach((name, figure) ->
                out.numbers(name, pick(executors, quantiles, sums -> figure.applyAsLong(sums.metrics()))));
        ExecutorMetricsJson.writeQuantiles(out, "peakMemoryMetrics", executors, quantiles);
        out.end();
    }

    static double[] pick(Collection<ExecutorSums> executors, double[] quantiles, ToLongFunction<ExecutorSums> figure) {
        long[] sorted = executors.stream().mapToLong(figure).sorted().toArray();
        return Arrays.stream(quantiles)
                .map(q -> sorted[(int) Math.max(0, Math.min(sorted.length - 1, (long) (q * sorted.length)))])
                .toArray();
    }
}
