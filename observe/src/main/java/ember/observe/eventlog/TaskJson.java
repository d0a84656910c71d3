// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.ExecutorMetrics;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.json.JsonForm;
import ember.observe.json.JsonFormOut;
import ember.observe.json.JsonOut;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tasks and their figures in Spark's event log. */
final class TaskJson {
    /** What Spark does not have, told only where it is not 0; its readers pass it over. */
    private static final String CLOSURE_BYTES = "Ember Closure Bytes";

    /** Where a figure stands among the metrics: in a group, or directly (null). */
    record Name(@Nullable String group, String name) {}

    /** Spark's names of the figures, in the order in which it writes them. */
    static final Map<TaskMetric, Name> METRICS = names();

    private static Map<TaskMetric, Name> names() {
        Map<TaskMetric, Name> names = new LinkedHashMap<>();
        names.put(TaskMetric.EXECUTOR_DESERIALIZE_TIME, new Name(null, "Executor Deserialize Time"));
        names.put(TaskMetric.EXECUTOR_DESERIALIZE_CPU_NANOS, new Name(null, "Executor Deserialize CPU Time"));
        names.put(TaskMetric.EXECUTOR_RUN_TIME, new Name(null, "Executor Run Time"));
        names.put(TaskMetric.EXECUTOR_CPU_NANOS, new Name(null, "Executor CPU Time"));
        names.put(TaskMetric.PEAK_EXECUTION_MEMORY, new Name(null, "Peak Execution Memory"));
        names.put(TaskMetric.PEAK_ON_HEAP_EXECUTION_MEMORY, new Name(null, "Peak On Heap Execution Memory"));
        names.put(TaskMetric.PEAK_OFF_HEAP_EXECUTION_MEMORY, new Name(null, "Peak Off Heap Execution Memory"));
        names.put(TaskMetric.RESULT_SIZE, new Name(null, "Result Size"));
        names.put(TaskMetric.JVM_GC_TIME, new Name(null, "JVM GC Time"));
        names.put(TaskMetric.RESULT_SERIALIZATION_TIME, new Name(null, "Result Serialization Time"));
        names.put(TaskMetric.MEMORY_BYTES_SPILLED, new Name(null, "Memory Bytes Spilled"));
        names.put(TaskMetric.DISK_BYTES_SPILLED, new Name(null, "Disk Bytes Spilled"));
        names.put(TaskMetric.CLOSURE_BYTES, new Name(null, CLOSURE_BYTES));
        String read = "Shuffle Read Metrics";
        names.put(TaskMetric.REMOTE_BLOCKS_FETCHED, new Name(read, "Remote Blocks Fetched"));
        names.put(TaskMetric.LOCAL_BLOCKS_FETCHED, new Name(read, "Local Blocks Fetched"));
        names.put(TaskMetric.FETCH_WAIT_TIME, new Name(read, "Fetch Wait Time"));
        names.put(TaskMetric.REMOTE_BYTES_READ, new Name(read, "Remote Bytes Read"));
        names.put(TaskMetric.REMOTE_BYTES_READ_TO_DISK, new Name(read, "Remote Bytes Read To Disk"));
        names.put(TaskMetric.LOCAL_BYTES_READ, new Name(read, "Local Bytes Read"));
        names.put(TaskMetric.SHUFFLE_RECORDS_READ, new Name(read, "Total Records Read"));
        names.put(TaskMetric.REMOTE_REQUESTS_DURATION, new Name(read, "Remote Requests Duration"));
        String write = "Shuffle Write Metrics";
        names.put(TaskMetric.SHUFFLE_BYTES_WRITTEN, new Name(write, "Shuffle Bytes Written"));
        names.put(TaskMetric.SHUFFLE_WRITE_NANOS, new Name(write, "Shuffle Write Time"));
        names.put(TaskMetric.SHUFFLE_RECORDS_WRITTEN, new Name(write, "Shuffle Records Written"));
        names.put(TaskMetric.INPUT_BYTES_READ, new Name("Input Metrics", "Bytes Read"));
        names.put(TaskMetric.INPUT_RECORDS_READ, new Name("Input Metrics", "Records Read"));
        names.put(TaskMetric.OUTPUT_BYTES_WRITTEN, new Name("Output Metrics", "Bytes Written"));
        names.put(TaskMetric.OUTPUT_RECORDS_WRITTEN, new Name("Output Metrics", "Records Written"));
        return Collections.unmodifiableMap(names);
    }

    private static final TaskMetric[] IN_ORDER = METRICS.keySet().toArray(new TaskMetric[0]);
    private static final JsonForm STARTED =
            info(stageOf(new JsonForm.Builder())).end().build();
    private static final JsonForm GETTING_RESULT =
            info(new JsonForm.Builder()).end().build();
    private static final JsonForm ENDED = ended(true);
    private static final JsonForm ENDED_UNMEASURED = ended(false);

    private TaskJson() {}

    private static JsonForm ended(boolean measured) {
        JsonForm.Builder form = stageOf(new JsonForm.Builder())
                .text("Task Type")
                .fields(out -> writeEnd(out, TaskEnd.Succeeded.WITHOUT_PAYLOAD));
        info(form).end();
        ExecutorMetricsJson.form(form.object("Task Executor Metrics")).end();
        return measured ? metrics(form).build() : form.build();
    }

    private static JsonForm.Builder stageOf(JsonForm.Builder form) {
        return form.number("Stage ID").number("Stage Attempt ID");
    }

    private static void stageOf(JsonFormOut form, TaskAttempt attempt) {
        form.number(attempt.stageId()).number(attempt.stageAttempt());
    }

    private static JsonForm.Builder info(JsonForm.Builder form) {
        return form.object("Task Info")
                .number("Task ID")
                .number("Index")
                .number("Attempt")
                .number("Partition ID")
                .number("Launch Time")
                .text("Executor ID")
                .text("Host")
                .text("Locality")
                .flag("Speculative")
                .number("Getting Result Time")
                .number("Finish Time")
                .flag("Failed")
                .flag("Killed")
                .fields(out -> StageJson.writeAccumulables(out, List.of()))
                .nothing(); // why it was launched, unless it was its turn
    }

    private static void info(JsonFormOut form, TaskInfo task) {
        TaskAttempt attempt = task.attempt();
        form.number(attempt.taskId())
                .number(attempt.index())
                .number(attempt.attemptNumber())
                .number(attempt.partition())
                .number(task.launchTimeMillis())
                .text(attempt.executor())
                .text(attempt.host())
                .text(attempt.locality().name())
                .flag(attempt.speculative())
                .number(task.gettingResultTimeMillis())
                .number(task.finishTimeMillis())
                .flag(task.failed())
                .flag(task.killed());
        if (task.accumulables().isEmpty()) {
            form.asUsual(1);
        } else {
            StageJson.writeAccumulables(form.instead(), task.accumulables());
        }
        if (task.cause() instanceof TaskCause.First) {
            form.asUsual(1);
        } else {
            StageJson.writeCause(form.instead(), task.cause());
        }
    }

    private static JsonForm.Builder metrics(JsonForm.Builder form) {
        form.object("Task Metrics");
        String group = null;
        for (Name name : METRICS.values()) {
            if (!Objects.equals(group, name.group())) {
                if (group != null) {
                    form.end();
                }
                form.object(Objects.requireNonNull(name.group()));
                group = name.group();
            }
            if (name.name().equals(CLOSURE_BYTES)) {
                form.nothing();
            } else {
                form.number(name.name());
            }
        }
        return form.end().fields(out -> out.array("Updated Blocks").endArray()).end();
    }

    private static void metrics(JsonFormOut form, TaskMetrics metrics) {
        for (TaskMetric metric : IN_ORDER) {
            long value = metrics.get(metric);
            if (value != 0 && metric == TaskMetric.CLOSURE_BYTES) {
                form.instead().field(CLOSURE_BYTES, value);
            } else {
                form.number(value);
            }
        }
    }

    static void writeStarted(JsonOut out, TaskInfo task) {
        JsonFormOut form = out.fields(STARTED);
        stageOf(form, task.attempt());
        info(form, task);
        form.end();
    }

    static void writeGettingResult(JsonOut out, TaskInfo task) {
        JsonFormOut form = out.fields(GETTING_RESULT);
        info(form, task);
        form.end();
    }

    /** @param peaks of its executor while it ran */
    static void writeEnded(JsonOut out, EngineEvent.TaskEnded event, ExecutorMetrics peaks) {
        TaskMetrics metrics = event.metrics();
        JsonFormOut form = out.fields(metrics == null ? ENDED_UNMEASURED : ENDED);
        stageOf(form, event.task().attempt());
        form.text(event.kind().label());
        if (event.end() instanceof TaskEnd.Succeeded) {
            form.asUsual(1);
        } else {
            writeEnd(form.instead(), event.end());
        }
        info(form, event.task());
        ExecutorMetricsJson.fill(form, peaks);
        if (metrics != null) {
            metrics(form, metrics);
        }
        form.end();
    }

    private static void writeEnd(JsonOut out, TaskEnd end) {
        out.object("Task End Reason");
        end.match(new TaskEndJson(out));
    }
}
