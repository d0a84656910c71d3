// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.observe.json.JsonOut;
import ember.observe.status.StageTasks;
import ember.observe.status.StageView;
import ember.observe.status.TaskRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * All tasks of a stage attempt, a list for each column: a hundred thousand of them are a few megabytes. Columns that are zero in
 * every row are left out, and what few tasks have is told by row.
 */
final class TaskColumnsJson {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private TaskColumnsJson() {}

    /** @param since the version of the answer before; 0: all tasks are wanted */
    static byte[] write(StageView stage, StageTasks tasks, int since) {
        List<TaskRow> rows = tasks.changedSince(since);
        long start = tasks.size() == 0 ? 0 : tasks.row(0).launchTimeMillis();
        JsonOut out = JsonOut.compact()
                .object()
                .field("version", tasks.version())
                .field("base", start)
                .field("now", System.currentTimeMillis())
                .field("count", rows.size())
                .field("dropped", stage.droppedTasks())
                .object("localities");
        stage.localities().forEach((name, count) -> out.field(name, (long) count));
        out.end();
        writeNames(out, rows);
        out.object("columns");
        columns(start).forEach((name, column) -> writeColumn(out, name, column, rows));
        out.end();
        writeTexts(out, rows);
        return out.end().toBytes();
    }

    private static Map<String, ToLongFunction<TaskRow>> columns(long start) {
        Map<String, ToLongFunction<TaskRow>> columns = new LinkedHashMap<>();
        columns.put("id", TaskRow::taskId);
        columns.put("index", TaskRow::index);
        columns.put("attempt", TaskRow::attempt);
        columns.put("partition", TaskRow::partition);
        columns.put("launch", row -> row.launchTimeMillis() - start);
        columns.put("duration", TaskRow::durationMillis);
        columns.put("speculative", row -> row.speculative() ? 1 : 0);
        columns.put("delay", TaskRow::schedulerDelayMillis);
        columns.put("fetchResult", TaskRow::gettingResultMillis);
        columns.put("cpu", row -> row.metric(TaskMetric.EXECUTOR_CPU_NANOS) / NANOS_PER_MILLI);
        columns.put("write", row -> row.metric(TaskMetric.SHUFFLE_WRITE_NANOS) / NANOS_PER_MILLI);
        columns.put(
                "readBytes", row -> row.metric(TaskMetric.LOCAL_BYTES_READ) + row.metric(TaskMetric.REMOTE_BYTES_READ));
        metric(columns, "deserialize", TaskMetric.EXECUTOR_DESERIALIZE_TIME);
        metric(columns, "run", TaskMetric.EXECUTOR_RUN_TIME);
        metric(columns, "serialize", TaskMetric.RESULT_SERIALIZATION_TIME);
        metric(columns, "gc", TaskMetric.JVM_GC_TIME);
        metric(columns, "fetchWait", TaskMetric.FETCH_WAIT_TIME);
        metric(columns, "resultBytes", TaskMetric.RESULT_SIZE);
        metric(columns, "readRecords", TaskMetric.SHUFFLE_RECORDS_READ);
        metric(columns, "writeBytes", TaskMetric.SHUFFLE_BYTES_WRITTEN);
        metric(columns, "writeRecords", TaskMetric.SHUFFLE_RECORDS_WRITTEN);
        metric(columns, "inputBytes", TaskMetric.INPUT_BYTES_READ);
        metric(columns, "inputRecords", TaskMetric.INPUT_RECORDS_READ);
        metric(columns, "outputBytes", TaskMetric.OUTPUT_BYTES_WRITTEN);
        metric(columns, "outputRecords", TaskMetric.OUTPUT_RECORDS_WRITTEN);
        metric(columns, "spillMemory", TaskMetric.MEMORY_BYTES_SPILLED);
        metric(columns, "spillDisk", TaskMetric.DISK_BYTES_SPILLED);
        metric(columns, "peakMemory", TaskMetric.PEAK_EXECUTION_MEMORY);
        return columns;
    }

    private static void metric(Map<String, ToLongFunction<TaskRow>> columns, String name, TaskMetric metric) {
        columns.put(name, row -> row.metric(metric));
    }

    private static void writeColumn(JsonOut out, String name, ToLongFunction<TaskRow> column, List<TaskRow> rows) {
        boolean needed = false;
        for (int i = 0; i < rows.size() && !needed; i++) {
            needed = column.applyAsLong(rows.get(i)) != 0;
        }
        if (needed) {
            out.array(name);
            for (TaskRow row : rows) {
                out.value(column.applyAsLong(row));
            }
            out.endArray();
        }
    }

    /** Executors by number, and what has a name as a text in each row's place. */
    private static void writeNames(JsonOut out, List<TaskRow> rows) {
        Map<String, Integer> executors = new LinkedHashMap<>();
        for (TaskRow row : rows) {
            executors.putIfAbsent(row.executor(), executors.size());
        }
        out.texts("executors", executors.keySet()).array("executor");
        rows.forEach(row -> out.value(executors.getOrDefault(row.executor(), 0)));
        out.endArray().array("status");
        rows.forEach(row -> out.value(row.status().name()));
        out.endArray().array("locality");
        rows.forEach(row -> out.value(row.locality().name()));
        out.endArray();
    }

    private static void writeTexts(JsonOut out, List<TaskRow> rows) {
        out.array("texts");
        for (int i = 0; i < rows.size(); i++) {
            TaskRow row = rows.get(i);
            if (row.error() != null || row.cause() != null) {
                out.object()
                        .field("row", i)
                        .field("error", row.error())
                        .field("cause", row.cause())
                        .end();
            }
        }
        out.endArray();
    }
}
