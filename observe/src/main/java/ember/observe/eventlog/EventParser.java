// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.JobOutcome;
import ember.model.TaskKind;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns lines of an event log back into engine events: those of Ember's logs and of Spark's. */
final class EventParser {
    private static final String PREFIX = "SparkListener";

    private final JsonMapper mapper = JsonMapper.builder().build();

    /** Whether the log is of a Spark that knew no other words for exclusions. */
    private boolean oldWords;

    /**
     * The event of one line; null: an event that no engine event stands for.
     *
     * @throws MalformedEventException if the line is no JSON object, or lacks a field that its event must have
     */
    @Nullable
    EngineEvent parse(String line) {
        return event(fields(line));
    }

    /** The same, of the fields of a line. */
    @Nullable
    EngineEvent event(Fields fields) {
        String event = fields.text("Event");
        if (event.equals(PREFIX + "LogStart")) {
            String version = fields.textOr("Spark Version", "");
            oldWords = version.startsWith("2.") || version.startsWith("3.0.");
        }
        return read(oldWords ? inNewWords(event) : event, fields);
    }

    /** Since 3.1 Spark tells exclusions twice, in old words and in new ones; before, in the old ones alone. */
    private static String inNewWords(String event) {
        return event.replace("Blacklisted", "Excluded").replace("Unblacklisted", "Unexcluded");
    }

    /**
     * The fields of one line, whatever they are.
     *
     * @throws MalformedEventException if the line is no JSON object
     */
    Fields fields(String line) {
        Map<String, Object> values;
        try {
            values = mapper.fromJsonObject(line);
        } catch (JsonException | ClassCastException e) {
            throw new MalformedEventException("not a JSON object: " + e.getMessage());
        }
        if (values == null) {
            throw new MalformedEventException("not a JSON object");
        }
        return new Fields(values, String.valueOf(values.get("Event")));
    }

    private static @Nullable EngineEvent read(String event, Fields fields) {
        if (event.startsWith(EventJson.PACKAGE + PREFIX)) {
            return exclusion(event.substring(EventJson.PACKAGE.length() + PREFIX.length()), fields);
        }
        if (!event.startsWith(PREFIX)) {
            return null;
        }
        return switch (event.substring(PREFIX.length())) {
            case "ApplicationStart" ->
                new EngineEvent.ApplicationStarted(
                        fields.text("App Name"),
                        fields.textOr("App ID", ""),
                        fields.textOr("User", ""),
                        fields.longValue("Timestamp"));
            case "ApplicationEnd" -> new EngineEvent.ApplicationEnded(fields.longValue("Timestamp"));
            case "EnvironmentUpdate" -> environment(fields);
            case "JobStart" -> jobStarted(fields);
            case "JobEnd" ->
                new EngineEvent.JobEnded(
                        fields.intValue("Job ID"), fields.longOr("Completion Time", 0), outcome(fields));
            case "StageSubmitted" ->
                new EngineEvent.StageSubmitted(
                        StageParser.stage(fields.object("Stage Info")), fields.texts("Properties"));
            case "StageCompleted" -> new EngineEvent.StageCompleted(StageParser.stage(fields.object("Stage Info")));
            case "TaskStart" -> new EngineEvent.TaskStarted(TaskParser.task(fields));
            case "TaskEnd" ->
                new EngineEvent.TaskEnded(
                        kind(fields.text("Task Type")),
                        TaskParser.end(fields.object("Task End Reason")),
                        TaskParser.task(fields),
                        fields.has("Task Metrics") ? TaskParser.metrics(fields.object("Task Metrics")) : null);
            case "TaskGettingResult" -> new EngineEvent.TaskGettingResult(TaskParser.task(fields));
            case "BlockManagerAdded" -> blockManagerAdded(fields);
            case "BlockUpdated" -> blockUpdated(fields.object("Block Updated Info"));
            case "ResourceProfileAdded" -> resourceProfileAdded(fields);
            case "ExecutorAdded" ->
                new EngineEvent.ExecutorAdded(
                        fields.text("Executor ID"),
                        fields.object("Executor Info").text("Host"),
                        fields.object("Executor Info").intValue("Total Cores"),
                        fields.longValue("Timestamp"));
            case "ExecutorRemoved" ->
                new EngineEvent.ExecutorRemoved(
                        fields.text("Executor ID"), fields.text("Removed Reason"), fields.longValue("Timestamp"));
            case "ExecutorMetricsUpdate" -> ExecutorMetricsJson.readUpdate(fields);
            case "StageExecutorMetrics" ->
                new EngineEvent.StageExecutorMetrics(
                        fields.text("Executor ID"),
                        fields.intValue("Stage ID"),
                        fields.intValue("Stage Attempt ID"),
                        ExecutorMetricsJson.read(fields, "Executor Metrics"));
            case "UnpersistRDD" -> new EngineEvent.RddUnpersisted(fields.intValue("RDD ID"));
            default -> null;
        };
    }

    private static EngineEvent environment(Fields fields) {
        return new EngineEvent.EnvironmentUpdated(
                fields.texts("JVM Information"),
                fields.texts("Spark Properties"),
                fields.texts("Hadoop Properties"),
                fields.texts("System Properties"),
                fields.texts("Metrics Properties"),
                fields.texts("Classpath Entries"));
    }

    private static EngineEvent blockManagerAdded(Fields fields) {
        Fields manager = fields.object("Block Manager ID");
        long onHeap = fields.longOr("Maximum Onheap Memory", fields.longValue("Maximum Memory"));
        return new EngineEvent.BlockManagerAdded(
                manager.text("Executor ID"),
                manager.text("Host"),
                manager.intValue("Port"),
                onHeap,
                fields.longOr("Maximum Offheap Memory", 0),
                fields.longOr("Timestamp", 0));
    }

    private static EngineEvent blockUpdated(Fields block) {
        Fields manager = block.object("Block Manager ID");
        return new EngineEvent.BlockUpdated(
                manager.text("Executor ID"),
                manager.text("Host"),
                block.text("Block ID"),
                StageParser.level(block.object("Storage Level")),
                block.longValue("Memory Size"),
                block.longValue("Disk Size"));
    }

    private static EngineEvent resourceProfileAdded(Fields fields) {
        Map<String, Long> executor = new LinkedHashMap<>();
        fields.each("Executor Resource Requests", (name, request) -> executor.put(name, request.longValue("Amount")));
        Map<String, Double> task = new LinkedHashMap<>();
        fields.each("Task Resource Requests", (name, request) -> task.put(name, request.number("Amount")));
        return new EngineEvent.ResourceProfileAdded(fields.intValue("Resource Profile Id"), executor, task);
    }

    private static @Nullable EngineEvent exclusion(String event, Fields fields) {
        return switch (event) {
            case "ExecutorExcluded" ->
                new EngineEvent.ExecutorExcluded(
                        fields.text("executorId"), fields.intValue("taskFailures"), fields.longValue("time"));
            case "ExecutorExcludedForStage" ->
                new EngineEvent.ExecutorExcludedForStage(
                        fields.text("executorId"),
                        fields.intValue("taskFailures"),
                        fields.intValue("stageId"),
                        fields.intValue("stageAttemptId"),
                        fields.longValue("time"));
            case "ExecutorUnexcluded" ->
                new EngineEvent.ExecutorUnexcluded(fields.text("executorId"), fields.longValue("time"));
            case "NodeExcluded" ->
                new EngineEvent.NodeExcluded(
                        fields.text("hostId"), fields.intValue("executorFailures"), fields.longValue("time"));
            case "NodeExcludedForStage" ->
                new EngineEvent.NodeExcludedForStage(
                        fields.text("hostId"),
                        fields.intValue("executorFailures"),
                        fields.intValue("stageId"),
                        fields.intValue("stageAttemptId"),
                        fields.longValue("time"));
            case "NodeUnexcluded" -> new EngineEvent.NodeUnexcluded(fields.text("hostId"), fields.longValue("time"));
            default -> null;
        };
    }

    private static EngineEvent jobStarted(Fields fields) {
        List<StageInfo> stages = fields.objects("Stage Infos", StageParser::stage);
        return new EngineEvent.JobStarted(
                fields.intValue("Job ID"), fields.longOr("Submission Time", 0), stages, fields.texts("Properties"));
    }

    private static JobOutcome outcome(Fields fields) {
        Fields result = fields.object("Job Result");
        if (result.text("Result").equals("JobSucceeded")) {
            return JobOutcome.SUCCEEDED;
        }
        String message = result.has("Exception") ? result.object("Exception").textOr("Message", "") : "";
        return message.startsWith("[SPARK_JOB_CANCELLED] ")
                ? new JobOutcome.Cancelled(message.substring("[SPARK_JOB_CANCELLED] ".length()), false)
                : new JobOutcome.Aborted(message, null);
    }

    private static TaskKind kind(String name) {
        for (TaskKind kind : TaskKind.values()) {
            if (kind.label().equals(name)) {
                return kind;
            }
        }
        throw new MalformedEventException("Task Type should be ResultTask or ShuffleMapTask, but was " + name);
    }
}
