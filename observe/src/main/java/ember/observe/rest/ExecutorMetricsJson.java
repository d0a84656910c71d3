// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.ExecutorMetricNames;
import ember.observe.json.JsonOut;

/** The peaks of executors' memory. Ember does not sample them, so they are 0, as Spark's are until the first heartbeat. */
final class ExecutorMetricsJson {
    private ExecutorMetricsJson() {}

    static void write(JsonOut out, String name) {
        out.object(name);
        ExecutorMetricNames.ALL.forEach(metric -> out.field(metric, 0));
        out.end();
    }

    static void writeQuantiles(JsonOut out, String name, int count) {
        out.object(name);
        ExecutorMetricNames.ALL.forEach(metric -> out.numbers(metric, new double[count]));
        out.end();
    }
}
