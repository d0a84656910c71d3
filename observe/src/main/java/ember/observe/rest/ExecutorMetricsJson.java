// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.ExecutorMetricNames;
import ember.model.ExecutorMetrics;
import ember.observe.json.JsonOut;
import ember.observe.status.ExecutorSums;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peaks of executors' memory and garbage collection. */
final class ExecutorMetricsJson {
    private static final List<String> NAMES = ExecutorMetricNames.ALL;

    private ExecutorMetricsJson() {}

    /** @param peaks null: nothing was measured, so nothing is written */
    static void write(JsonOut out, String name, @Nullable ExecutorMetrics peaks) {
        if (peaks == null) {
            return;
        }
        out.object(name);
        for (int i = 0; i < NAMES.size(); i++) {
            out.field(NAMES.get(i), peaks.get(i));
        }
        out.end();
    }

    static void writeQuantiles(JsonOut out, String name, Collection<ExecutorSums> executors, double[] quantiles) {
        out.object(name);
        for (int i = 0; i < NAMES.size(); i++) {
            int metric = i;
            out.numbers(NAMES.get(i), ExecutorSummary.pick(executors, quantiles, sums -> value(sums, metric)));
        }
        out.end();
    }

    private static long value(ExecutorSums executor, int metric) {
        ExecutorMetrics peaks = executor.peaks();
        return peaks == null ? 0 : peaks.get(metric);
    }
}
