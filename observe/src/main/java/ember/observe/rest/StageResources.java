// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StageState;
import ember.observe.status.StageTasks;
import ember.observe.status.StageView;
import ember.observe.status.TaskDistribution;
import ember.observe.status.TaskRow;
import ember.observe.status.TaskStatus;
import ember.observe.web.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lies below {@code stages}. */
final class StageResources {
    private static final int DEFAULT_LENGTH = 20;
    private static final Comparator<TaskRow> BY_ID = Comparator.comparingLong(TaskRow::taskId);
    private static final Comparator<TaskRow> BY_RUNTIME = Comparator.comparingLong(
                    (TaskRow row) -> row.metric(TaskMetric.EXECUTOR_RUN_TIME))
            .thenComparing(BY_ID);

    private final ApplicationStore store;
    private final Request request;
    private final long nowMillis = System.currentTimeMillis();

    StageResources(ApplicationStore store, Request request) {
        this.store = store;
        this.request = request;
    }

    byte[] answer(List<String> path) {
        if (path.size() == 1) {
            return list();
        }
        int stageId = id(path.get(1));
        if (path.size() == 2) {
            return attempts(stageId);
        }
        int attempt = id(path.get(2));
        if (path.size() == 3) {
            return one(stageId, attempt);
        }
        if (path.size() > 4) {
            throw RestException.noSuchResource();
        }
        return switch (path.get(3)) {
            case "taskSummary" -> summary(stageId, attempt);
            case "taskList" -> tasks(stageId, attempt);
            case "taskTable" -> new TaskTableJson(store.tasks(stageId, attempt, nowMillis), request).write();
            default -> throw RestException.noSuchResource();
        };
    }

    private static int id(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RestException.noSuchResource();
        }
    }

    private byte[] list() {
        Set<StageState> wanted = Parameters.wanted(request, "status", StageState.class);
        StagesJson stages = stages(false);
        // Who asks for tasks of a status is told only of stages that have such.
        boolean onlyWithTasks =
                stages.needsTasks() && !request.parameters("taskStatus").isEmpty();
        JsonOut out = JsonOut.pretty().array();
        for (StageView stage : store.stageViews()) {
            StageTasks tasks = wanted.contains(stage.state()) ? tasksFor(stage, stages) : null;
            if (wanted.contains(stage.state()) && (!onlyWithTasks || stages.hasWanted(tasks))) {
                stages.write(out.object(), stage, tasks);
            }
        }
        return out.endArray().toBytes();
    }

    private StagesJson stages(boolean details) {
        return new StagesJson(
                Parameters.flag(request, "details", details),
                Parameters.wanted(request, "taskStatus", TaskStatus.class),
                Parameters.flag(request, "withSummaries", false)
                        ? Parameters.quantiles(request, "0.0,0.25,0.5,0.75,1.0")
                        : null);
    }

    /** They are asked for only if they are shown. */
    private @Nullable StageTasks tasksFor(StageView stage, StagesJson stages) {
        return stages.needsTasks()
                ? store.tasks(stage.info().stageId(), stage.info().attempt(), nowMillis)
                : null;
    }

    private byte[] attempts(int stageId) {
        List<StageView> attempts = known(stageId);
        StagesJson stages = stages(true);
        JsonOut out = JsonOut.pretty().array();
        for (StageView stage : attempts) {
            stages.write(out.object(), stage, tasksFor(stage, stages));
        }
        return out.endArray().toBytes();
    }

    private List<StageView> known(int stageId) {
        List<StageView> attempts = store.stageAttempts(stageId);
        if (attempts.isEmpty()) {
            throw RestException.notFound("unknown stage: " + stageId);
        }
        return attempts;
    }

    private byte[] one(int stageId, int attempt) {
        List<StageView> attempts = known(stageId);
        StagesJson stages = stages(true);
        StringBuilder found = new StringBuilder();
        for (StageView stage : attempts) {
            if (stage.info().attempt() == attempt) {
                JsonOut out = JsonOut.pretty().object();
                stages.write(out, stage, tasksFor(stage, stages));
                return out.toBytes();
            }
            found.insert(0, (found.length() == 0 ? "" : ", "))
                    .insert(0, stage.info().attempt());
        }
        throw RestException.notFound("unknown attempt for stage " + stageId + ".  Found attempts: [" + found + "]");
    }

    private byte[] summary(int stageId, int attempt) {
        double[] quantiles = Parameters.quantiles(request, "0.05,0.25,0.5,0.75,0.95");
        StageTasks tasks = store.tasks(stageId, attempt, nowMillis);
        TaskDistribution distribution = tasks == null ? null : tasks.distribution(quantiles);
        if (distribution == null) {
            throw RestException.notFound("No tasks reported metrics for " + stageId + " / " + attempt + " yet.");
        }
        JsonOut out = JsonOut.pretty().object();
        DistributionJson.write(out, distribution);
        return out.toBytes();
    }

    private byte[] tasks(int stageId, int attempt) {
        int offset = Parameters.number(request, "offset", 0);
        int length = Parameters.number(request, "length", DEFAULT_LENGTH);
        Comparator<TaskRow> order = order(request.parameter("sortBy", "ID"));
        Set<TaskStatus> wanted = Parameters.wanted(request, "status", TaskStatus.class);
        StageTasks tasks = store.tasks(stageId, attempt, nowMillis);
        JsonOut out = JsonOut.pretty().array();
        if (tasks != null) {
            for (TaskRow row : tasks.page(wanted, order, offset, length)) {
                TasksJson.write(out.object(), row);
            }
        }
        return out.endArray().toBytes();
    }

    private static Comparator<TaskRow> order(String name) {
        return switch (name) {
            case "ID" -> BY_ID;
            case "runtime", "INCREASING_RUNTIME" -> BY_RUNTIME;
            case "-runtime", "DECREASING_RUNTIME" -> BY_RUNTIME.reversed();
            default -> throw RestException.noSuchResource();
        };
    }
}
