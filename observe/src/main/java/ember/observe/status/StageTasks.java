// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.StageInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The task attempts of one stage attempt as they were when they were asked for. For one thread. */
public final class StageTasks {
    private final StageInfo stage;
    private final TaskTable table;
    private final long nowMillis;

    StageTasks(StageInfo stage, TaskTable table, long nowMillis) {
        this.stage = stage;
        this.table = table;
        this.nowMillis = nowMillis;
    }

    public StageInfo stage() {
        return stage;
    }

    public int size() {
        return table.size();
    }

    /** Rises with each start, report and end of a task. */
    public int version() {
        return table.version();
    }

    /** Tasks that have started, reported or ended after a version, in the order of their ids; after 0, all. */
    public List<TaskRow> changedSince(int version) {
        List<TaskRow> rows = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            if (table.changedAt(i) > version) {
                rows.add(row(i));
            }
        }
        return rows;
    }

    /** @param position from 0; tasks are in the order of their ids */
    public TaskRow row(int position) {
        return table.read(position, nowMillis);
    }

    /** @param into filled with those of a task */
    public void figures(int position, TaskFigures into) {
        table.read(position, nowMillis, into);
    }

    /** Whether a task has succeeded and told figures. */
    boolean hasSucceeded(int position) {
        return table.hasSucceeded(position);
    }

    /** Null: there is no such task, or it was forgotten. */
    public @Nullable TaskRow task(long taskId) {
        int row = table.row(taskId);
        return row < 0 ? null : row(row);
    }

    /** All tasks whose status is wanted. */
    public List<TaskRow> rows(Set<TaskStatus> wanted) {
        List<TaskRow> rows = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            TaskRow row = row(i);
            if (wanted.contains(row.status())) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** A page of the tasks whose status is wanted, in an order. */
    public List<TaskRow> page(Set<TaskStatus> wanted, Comparator<TaskRow> order, int offset, int length) {
        List<TaskRow> rows = rows(wanted);
        rows.sort(order);
        int from = Math.min(Math.max(0, offset), rows.size());
        return rows.subList(from, (int) Math.min(rows.size(), (long) from + Math.max(0, length)));
    }

    /**
     * How the figures of the tasks that succeeded are distributed.
     *
     * @param quantiles each from 0 to 1; beyond, the nearest of these
     * @return null: no task has succeeded
     */
    public @Nullable TaskDistribution distribution(double... quantiles) {
        return TaskDistribution.of(this, quantiles);
    }
}
