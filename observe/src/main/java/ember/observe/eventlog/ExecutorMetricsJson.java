// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.ExecutorMetricNames;
import ember.model.ExecutorMetrics;
import ember.model.TaskAttempt;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.TaskProgress;
import ember.observe.json.JsonForm;
import ember.observe.json.JsonFormOut;
import ember.observe.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was measured of executors, in Spark's event log. */
final class ExecutorMetricsJson {
    private static final List<String> NAMES = ExecutorMetricNames.ALL;
    /** Under this key Spark tells the driver's own measurements: they belong to no stage. */
    private static final int NO_STAGE = -1;

    private static final JsonForm FORM = form(new JsonForm.Builder()).build();

    private ExecutorMetricsJson() {}

    static JsonForm.Builder form(JsonForm.Builder form) {
        NAMES.forEach(form::number);
        return form;
    }

    static void fill(JsonFormOut form, ExecutorMetrics metrics) {
        if (metrics.equals(ExecutorMetrics.ZERO)) { // as of nearly every task: it is over before anything is measured
            form.asUsual(NAMES.size());
            return;
        }
        for (int i = 0; i < NAMES.size(); i++) {
            form.number(metrics.get(i));
        }
    }

    static void write(JsonOut out, String name, ExecutorMetrics metrics) {
        out.object(name);
        JsonFormOut form = out.fields(FORM);
        fill(form, metrics);
        form.end();
        out.end();
    }

    /** The fields of a measurement of the driver. */
    static void writeDriver(JsonOut out, EngineEvent.ExecutorMetricsUpdated event) {
        out.field("Executor ID", event.executor());
        out.array("Metrics Updated");
        out.endArray();
        out.array("Executor Metrics Updated");
        out.object();
        out.field("Stage ID", NO_STAGE);
        out.field("Stage Attempt ID", NO_STAGE);
        write(out, "Executor Metrics", event.metrics());
        out.end();
        out.endArray();
    }

    static ExecutorMetrics read(Fields fields, String name) {
        if (!fields.has(name)) {
            return ExecutorMetrics.ZERO;
        }
        Fields values = fields.object(name);
        return ExecutorMetrics.of(
                NAMES.stream().mapToLong(metric -> values.longOr(metric, 0)).toArray());
    }

    /** Of several stages that one event tells of, the peaks: they were measured at one executor. */
    static EngineEvent readUpdate(Fields fields) {
        ExecutorMetrics peaks = ExecutorMetrics.ZERO;
        boolean ofDriver = false;
        for (Entry entry : fields.objects("Executor Metrics Updated", ExecutorMetricsJson::entry)) {
            ofDriver |= entry.stageId() == NO_STAGE;
            peaks = peaks.peak(entry.metrics());
        }
        List<TaskProgress> tasks = fields.objects(
                "Metrics Updated",
                task -> new TaskProgress(
                        task.longValue("Task ID"),
                        task.intValue("Stage ID"),
                        task.intValue("Stage Attempt ID"),
                        TaskMetrics.ZERO,
                        List.of()));
        return new EngineEvent.ExecutorMetricsUpdated(fields.text("Executor ID"), ofDriver, tasks, peaks);
    }

    private record Entry(int stageId, ExecutorMetrics metrics) {}

    private static Entry entry(Fields fields) {
        return new Entry(fields.intValue("Stage ID"), read(fields, "Executor Metrics"));
    }

    /** What was measured while a task ran, which its end tells; null: nothing was. */
    static EngineEvent.@Nullable ExecutorMetricsUpdated whileTaskRan(EngineEvent.TaskEnded event, Fields fields) {
        ExecutorMetrics peaks = read(fields, "Task Executor Metrics");
        if (peaks.equals(ExecutorMetrics.ZERO)) {
            return null;
        }
        TaskAttempt attempt = event.task().attempt();
        TaskProgress task = new TaskProgress(
                attempt.taskId(), attempt.stageId(), attempt.stageAttempt(), TaskMetrics.ZERO, List.of());
        return new EngineEvent.ExecutorMetricsUpdated(attempt.executor(), false, List.of(task), peaks);
    }
}
