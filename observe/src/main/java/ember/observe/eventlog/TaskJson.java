// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.TaskAttempt;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.json.JsonOut;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tasks and their figures in Spark's event log. */
final class TaskJson {
    private TaskJson() {}

    static void writeInfo(JsonOut out, TaskInfo task) {
        TaskAttempt attempt = task.attempt();
        out.field("Task ID", attempt.taskId());
        out.field("Index", attempt.index());
        out.field("Attempt", attempt.attemptNumber());
        out.field("Partition ID", attempt.partition());
        out.field("Launch Time", task.launchTimeMillis());
        out.field("Executor ID", attempt.executor());
        out.field("Host", attempt.host());
        out.field("Locality", attempt.locality().name());
        out.field("Speculative", attempt.speculative());
        out.field("Getting Result Time", task.gettingResultTimeMillis());
        out.field("Finish Time", task.finishTimeMillis());
        out.field("Failed", task.failed());
        out.field("Killed", task.killed());
        StageJson.writeAccumulables(out, task.accumulables());
        if (!(task.cause() instanceof TaskCause.First)) {
            StageJson.writeCause(out, task.cause());
        }
        out.end();
    }

    /** What Spark does not have; its readers pass it over. */
    private static final String OWN = "Ember ";

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
        names.put(TaskMetric.CLOSURE_BYTES, new Name(null, OWN + "Closure Bytes"));
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

    static void writeMetrics(JsonOut out, TaskMetrics metrics) {
        String group = null;
        for (Map.Entry<TaskMetric, Name> entry : METRICS.entrySet()) {
            Name name = entry.getValue();
            if (name.name().startsWith(OWN) && metrics.get(entry.getKey()) == 0) {
                continue;
            }
            if (!Objects.equals(group, name.group())) {
                if (group != null) {
                    out.end();
                }
                out.object(Objects.requireNonNull(name.group()));
                group = name.group();
            }
            out.field(name.name(), metrics.get(entry.getKey()));
        }
        out.end();
        out.array("Updated Blocks");
        out.endArray();
        out.end();
    }
}
