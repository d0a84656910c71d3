// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.observe.json.JsonOut;
import ember.observe.status.StageTasks;
import ember.observe.status.TaskRow;
import ember.observe.status.TaskStatus;
import ember.observe.web.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A searched and sorted page of tasks, as the table of Spark's own page asks for it. */
final class TaskTableJson {
    private final List<TaskRow> all;
    private final Request request;

    /** @param tasks null: the stage attempt is not known */
    TaskTableJson(@Nullable StageTasks tasks, Request request) {
        this.all = tasks == null ? List.of() : tasks.rows(EnumSet.allOf(TaskStatus.class));
        this.request = request;
    }

    byte[] write() {
        String search = request.parameter("search[value]", "").toLowerCase(Locale.ROOT);
        List<TaskRow> found = new ArrayList<>();
        for (TaskRow row : all) {
            if (search.isEmpty() || matches(row, search)) {
                found.add(row);
            }
        }
        Comparator<TaskRow> order = order(request.parameter("columnNameToSort", "Index"));
        found.sort(request.parameter("order[0][dir]", "asc").equals("desc") ? order.reversed() : order);
        int from = Math.min(Math.max(0, Parameters.number(request, "start", 0)), found.size());
        int length = Math.max(0, Parameters.number(request, "length", all.size()));
        JsonOut out = JsonOut.pretty()
                .object()
                .field("recordsFiltered", Integer.toString(found.size()))
                .array("aaData");
        for (TaskRow row : found.subList(from, (int) Math.min(found.size(), (long) from + length))) {
            TasksJson.write(out.object(), row);
        }
        return out.endArray()
                .field("recordsTotal", request.parameter("numTasks", Integer.toString(all.size())))
                .end()
                .toBytes();
    }

    private static boolean matches(TaskRow row, String search) {
        String error = row.error();
        String text = row.taskId() + " " + row.index() + " " + row.attempt() + " " + row.status() + " "
                + row.locality() + " " + row.executor() + " " + row.host() + " " + row.durationMillis() + " "
                + (error == null ? "" : error);
        return text.toLowerCase(Locale.ROOT).contains(search);
    }

    /** By the heading of a column; what is not known is sorted by index, as Spark sorts at first. */
    private static Comparator<TaskRow> order(String column) {
        Comparator<TaskRow> order = switch (column) {
            case "ID" -> Comparator.comparingLong(TaskRow::taskId);
            case "Attempt" -> Comparator.comparingInt(TaskRow::attempt);
            case "Status" -> Comparator.comparing(TaskRow::status);
            case "Locality Level" -> Comparator.comparing(TaskRow::locality);
            case "Executor ID" -> Comparator.comparing(TaskRow::executor);
            case "Host" -> Comparator.comparing(TaskRow::host);
            case "Launch Time" -> Comparator.comparingLong(TaskRow::launchTimeMillis);
            case "Duration" -> Comparator.comparingLong(TaskRow::durationMillis);
            case "Scheduler Delay" -> Comparator.comparingLong(TaskRow::schedulerDelayMillis);
            case "GC Time" -> by(TaskMetric.JVM_GC_TIME);
            case "Peak Execution Memory" -> by(TaskMetric.PEAK_EXECUTION_MEMORY);
            case "Input Size / Records" -> by(TaskMetric.INPUT_BYTES_READ);
            case "Output Size / Records" -> by(TaskMetric.OUTPUT_BYTES_WRITTEN);
            case "Shuffle Read Size / Records" -> by(TaskMetric.LOCAL_BYTES_READ);
            case "Shuffle Write Size / Records" -> by(TaskMetric.SHUFFLE_BYTES_WRITTEN);
            case "Shuffle Write Time" -> by(TaskMetric.SHUFFLE_WRITE_NANOS);
            case "Spill (Memory)" -> by(TaskMetric.MEMORY_BYTES_SPILLED);
            case "Spill (Disk)" -> by(TaskMetric.DISK_BYTES_SPILLED);
            default -> Comparator.comparingInt(TaskRow::index);
        };
        return order.thenComparingLong(TaskRow::taskId);
    }

    private static Comparator<TaskRow> by(TaskMetric metric) {
        return Comparator.comparingLong(row -> row.metric(metric));
    }
}
