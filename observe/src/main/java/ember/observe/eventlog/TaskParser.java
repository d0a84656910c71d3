// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;

/** Tasks, their ends and their figures of an event log. */
final class TaskParser {
    private TaskParser() {}

    /** The task of a TaskStart, TaskEnd or TaskGettingResult, which does not name the stage. */
    static TaskInfo task(Fields event) {
        Fields fields = event.object("Task Info");
        TaskAttempt attempt = new TaskAttempt(
                fields.longValue("Task ID"),
                event.intOr("Stage ID", 0),
                event.intOr("Stage Attempt ID", 0),
                fields.intValue("Index"),
                Math.max(0, fields.intOr("Partition ID", 0)),
                fields.intValue("Index"),
                fields.intOr("Attempt", 1),
                fields.text("Executor ID"),
                fields.text("Host"),
                locality(fields.text("Locality")),
                fields.flagOr("Speculative", false));
        return new TaskInfo(
                attempt,
                fields.longValue("Launch Time"),
                fields.longOr("Getting Result Time", 0),
                fields.longOr("Finish Time", 0),
                fields.flagOr("Failed", false),
                fields.flagOr("Killed", false),
                StageParser.accumulables(fields),
                cause(fields));
    }

    private static TaskCause cause(Fields task) {
        if (!task.has("Ember Cause")) {
            return TaskCause.First.INSTANCE;
        }
        Fields cause = task.object("Ember Cause");
        return new TaskCause.Told(cause.text("Code"), cause.text("Sentence"));
    }

    private static TaskLocality locality(String name) {
        for (TaskLocality locality : TaskLocality.values()) {
            if (locality.name().equals(name)) {
                return locality;
            }
        }
        throw new MalformedEventException("Locality is unknown: " + name);
    }

    static TaskEnd end(Fields fields) {
        String reason = fields.text("Reason");
        return switch (reason) {
            case "Success" -> TaskEnd.Succeeded.WITHOUT_PAYLOAD;
            case "Resubmitted" -> new TaskEnd.Resubmitted();
            case "TaskResultLost" -> new TaskEnd.ResultLost();
            case "ExceptionFailure" ->
                new TaskEnd.Threw(
                        fields.text("Class Name"),
                        fields.textOrNull("Description"),
                        fields.textOr("Full Stack Trace", fields.text("Class Name")),
                        null,
                        TaskEnd.Retry.ALLOWED,
                        null,
                        null);
            case "FetchFailed" -> fetchFailed(fields);
            case "TaskKilled" -> new TaskEnd.Killed(fields.textOr("Kill Reason", "unknown reason"), null, null);
            case "TaskCommitDenied" ->
                new TaskEnd.CommitDenied(
                        fields.intOr("Job ID", -1),
                        fields.intOr("Partition ID", -1),
                        fields.intOr("Attempt Number", -1));
            case "ExecutorLostFailure" ->
                new TaskEnd.ExecutorLost(
                        fields.text("Executor ID"),
                        fields.flagOr("Exit Caused By App", true),
                        fields.textOr("Loss Reason", ""));
            default -> throw new MalformedEventException("Task End Reason is unknown: " + reason);
        };
    }

    private static TaskEnd fetchFailed(Fields fields) {
        Fields address = fields.has("Block Manager Address") ? fields.object("Block Manager Address") : null;
        return new TaskEnd.FetchFailed(
                fields.intValue("Shuffle ID"),
                fields.intOr("Map Index", -1),
                fields.longOr("Map ID", -1),
                fields.intValue("Reduce ID"),
                address == null ? null : address.text("Executor ID"),
                address == null ? null : address.text("Host"),
                fields.textOr("Message", "Unknown reason"),
                null);
    }

    static TaskMetrics metrics(Fields fields) {
        TaskMetrics.Builder sum = new TaskMetrics.Builder();
        TaskJson.METRICS.forEach((metric, name) -> add(sum, fields, metric, name));
        return sum.build();
    }

    private static void add(TaskMetrics.Builder sum, Fields metrics, TaskMetric metric, TaskJson.Name name) {
        Fields group = metrics;
        if (name.group() != null) {
            if (!metrics.has(name.group())) {
                return;
            }
            group = metrics.object(name.group());
        }
        sum.add(metric, group.longOr(name.name(), 0));
    }
}
