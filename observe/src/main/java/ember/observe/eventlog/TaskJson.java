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
    private static final JsonOut.Name TASK_ID = new JsonOut.Name("Task ID");
    private static final JsonOut.Name INDEX = new JsonOut.Name("Index");
    private static final JsonOut.Name ATTEMPT = new JsonOut.Name("Attempt");
    private static final JsonOut.Name PARTITION_ID = new JsonOut.Name("Partition ID");
    private static final JsonOut.Name LAUNCH_TIME = new JsonOut.Name("Launch Time");
    private static final JsonOut.Name EXECUTOR_ID = new JsonOut.Name("Executor ID");
    private static final JsonOut.Name HOST = new JsonOut.Name("Host");
    private static final JsonOut.Name LOCALITY = new JsonOut.Name("Locality");
    private static final JsonOut.Name SPECULATIVE = new JsonOut.Name("Speculative");
    private static final JsonOut.Name GETTING_RESULT_TIME = new JsonOut.Name("Getting Result Time");
    private static final JsonOut.Name FINISH_TIME = new JsonOut.Name("Finish Time");
    private static final JsonOut.Name FAILED = new JsonOut.Name("Failed");
    private static final JsonOut.Name KILLED = new JsonOut.Name("Killed");

    private TaskJson() {}

    static void writeInfo(JsonOut out, TaskInfo task) {
        TaskAttempt attempt = task.attempt();
        out.field(TASK_ID, attempt.taskId());
        out.field(INDEX, attempt.index());
        out.field(ATTEMPT, attempt.attemptNumber());
        out.field(PARTITION_ID, attempt.partition());
        out.field(LAUNCH_TIME, task.launchTimeMillis());
        out.field(EXECUTOR_ID, attempt.executor());
        out.field(HOST, attempt.host());
        out.field(LOCALITY, attempt.locality().name());
        out.field(SPECULATIVE, attempt.speculative());
        out.field(GETTING_RESULT_TIME, task.gettingResultTimeMillis());
        out.field(FINISH_TIME, task.finishTimeMillis());
        out.field(FAILED, task.failed());
        out.field(KILLED, task.killed());
        StageJson.writeAccumulables(out, task.accumulables());
        if (!(task.cause() instanceof TaskCause.First)) {
            StageJson.writeCause(out, task.cause());
        }
        out.end();
    }

    /** What Spark does not have; its readers pass it over. */
    private static final String OWN = "Ember ";

    /** Where a figure stands among the metrics: in a group, or directly (null). */
    record Name(@Nullable String group, String name, JsonOut.Name written) {
        Name(@Nullable String group, String name) {
            this(group, name, new JsonOut.Name(name));
        }
    }

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
            if (metrics.get(entry.getKey()) == 0 && name.name().startsWith(OWN)) {
                continue;
            }
            if (!Objects.equals(group, name.group())) {
                if (group != null) {
                    out.end();
                }
                out.object(Objects.requireNonNull(name.group()));
                group = name.group();
            }
            out.field(name.written(), metrics.get(entry.getKey()));
        }
        out.end();
        out.array("Updated Blocks");
        out.endArray();
        out.end();
    }
}
