// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Engine events as Spark 4.2.0 writes them into its event log, one JSON object each. {@code Event} is always the first key and nothing
 * stands between the tokens: Spark's History Server finds the header lines by their first characters.
 */
final class EventJson implements EngineEvent.Handler {
    static final String PREFIX = "SparkListener";
    static final String PACKAGE = "org.apache.spark.scheduler.";

    private final JsonStream json =
            JsonStream.builder().serializeNulls(false).serializeEmpty(true).build();
    private @Nullable String line;

    /** The event as a line, or two, without the end of the last; null: Spark does not log such events. */
    @Nullable
    String lineOf(EngineEvent event) {
        line = null;
        event.deliverTo(this);
        return line;
    }

    /** The first line of every log. */
    String logStart(String sparkVersion) {
        return write("LogStart", out -> {
            out.name("Spark Version");
            out.value(sparkVersion);
        });
    }

    @Override
    public void applicationStarted(EngineEvent.ApplicationStarted event) {
        line = write("ApplicationStart", out -> {
            out.name("App Name");
            out.value(event.name());
            out.name("App ID");
            out.value(event.applicationId());
            out.name("Timestamp");
            out.value(event.timeMillis());
            out.name("User");
            out.value(event.user());
        });
    }

    @Override
    public void applicationEnded(EngineEvent.ApplicationEnded event) {
        line = write("ApplicationEnd", out -> {
            out.name("Timestamp");
            out.value(event.timeMillis());
        });
    }

    @Override
    public void environmentUpdated(EngineEvent.EnvironmentUpdated event) {
        line = write("EnvironmentUpdate", out -> {
            writeMap(out, "JVM Information", event.jvm());
            writeMap(out, "Spark Properties", event.sparkProperties());
            writeMap(out, "Hadoop Properties", Map.of());
            writeMap(out, "System Properties", event.systemProperties());
            writeMap(out, "Metrics Properties", Map.of());
            writeMap(out, "Classpath Entries", event.classpathEntries());
        });
    }

    @Override
    public void jobStarted(EngineEvent.JobStarted event) {
        line = write("JobStart", out -> {
            out.name("Job ID");
            out.value(event.jobId());
            out.name("Submission Time");
            out.value(event.timeMillis());
            out.name("Stage Infos");
            out.beginArray();
            for (StageInfo stage : event.stages()) {
                StageJson.write(out, stage);
            }
            out.endArray();
            out.name("Stage IDs");
            out.beginArray();
            for (StageInfo stage : event.stages()) {
                out.value(stage.stageId());
            }
            out.endArray();
            writeMap(out, "Properties", event.properties());
        });
    }

    @Override
    public void jobEnded(EngineEvent.JobEnded event) {
        line = write("JobEnd", out -> {
            out.name("Job ID");
            out.value(event.jobId());
            out.name("Completion Time");
            out.value(event.timeMillis());
            out.name("Job Result");
            out.beginObject();
            String failure = event.outcome().match(FAILURE);
            out.name("Result");
            out.value(failure.isEmpty() ? "JobSucceeded" : "JobFailed");
            if (!failure.isEmpty()) {
                out.name("Exception");
                out.beginObject();
                out.name("Message");
                out.value(failure);
                out.name("Stack Trace");
                out.beginArray();
                out.endArray();
                out.endObject();
            }
            out.endObject();
        });
    }

    /** The message of a job that did not succeed; empty: it did. */
    private static final JobOutcome.Cases<String> FAILURE = new JobOutcome.Cases<>() {
        @Override
        public String succeeded(JobOutcome.Succeeded outcome) {
            return "";
        }

        @Override
        public String aborted(JobOutcome.Aborted outcome) {
            return outcome.message();
        }

        @Override
        public String cancelled(JobOutcome.Cancelled outcome) {
            return outcome.shutDown() ? outcome.message() : "[SPARK_JOB_CANCELLED] " + outcome.message();
        }
    };

    @Override
    public void stageSubmitted(EngineEvent.StageSubmitted event) {
        line = write("StageSubmitted", out -> {
            out.name("Stage Info");
            StageJson.write(out, event.stage());
            writeMap(out, "Properties", event.properties());
        });
    }

    @Override
    public void stageCompleted(EngineEvent.StageCompleted event) {
        line = write("StageCompleted", out -> {
            out.name("Stage Info");
            StageJson.write(out, event.stage());
        });
    }

    @Override
    public void taskStarted(EngineEvent.TaskStarted event) {
        line = write("TaskStart", out -> {
            writeStageOf(
                    out,
                    event.task().attempt().stageId(),
                    event.task().attempt().stageAttempt());
            out.name("Task Info");
            TaskJson.writeInfo(out, event.task());
        });
    }

    @Override
    public void taskGettingResult(EngineEvent.TaskGettingResult event) {
        line = write("TaskGettingResult", out -> {
            out.name("Task Info");
            TaskJson.writeInfo(out, event.task());
        });
    }

    @Override
    public void taskEnded(EngineEvent.TaskEnded event) {
        line = write("TaskEnd", out -> {
            writeStageOf(
                    out,
                    event.task().attempt().stageId(),
                    event.task().attempt().stageAttempt());
            out.name("Task Type");
            out.value(event.kind().label());
            out.name("Task End Reason");
            event.end().match(new TaskEndJson(out));
            out.name("Task Info");
            TaskJson.writeInfo(out, event.task());
            if (event.metrics() != null) {
                out.name("Task Metrics");
                TaskJson.writeMetrics(out, event.metrics());
            }
        });
    }

    private static void writeStageOf(JsonWriter out, int stageId, int stageAttempt) {
        out.name("Stage ID");
        out.value(stageId);
        out.name("Stage Attempt ID");
        out.value(stageAttempt);
    }

    @Override
    public void executorAdded(EngineEvent.ExecutorAdded event) {
        line = write("ExecutorAdded", out -> {
            out.name("Timestamp");
            out.value(event.timeMillis());
            out.name("Executor ID");
            out.value(event.executor());
            out.name("Executor Info");
            out.beginObject();
            out.name("Host");
            out.value(event.host());
            out.name("Total Cores");
            out.value(event.cores());
            writeMap(out, "Log Urls", Map.of());
            writeMap(out, "Attributes", Map.of());
            writeMap(out, "Resources", Map.of());
            out.name("Resource Profile Id");
            out.value(0);
            out.endObject();
        });
    }

    @Override
    public void executorRemoved(EngineEvent.ExecutorRemoved event) {
        line = write("ExecutorRemoved", out -> {
            out.name("Timestamp");
            out.value(event.timeMillis());
            out.name("Executor ID");
            out.value(event.executor());
            out.name("Removed Reason");
            out.value(event.reason());
        });
    }

    @Override
    public void executorExcluded(EngineEvent.ExecutorExcluded event) {
        line = underBothNames("ExecutorBlacklisted", "ExecutorExcluded", out -> {
            out.name("time");
            out.value(event.timeMillis());
            out.name("executorId");
            out.value(event.executor());
            out.name("taskFailures");
            out.value(event.taskFailures());
        });
    }

    @Override
    public void executorExcludedForStage(EngineEvent.ExecutorExcludedForStage event) {
        line = underBothNames("ExecutorBlacklistedForStage", "ExecutorExcludedForStage", out -> {
            out.name("time");
            out.value(event.timeMillis());
            out.name("executorId");
            out.value(event.executor());
            out.name("taskFailures");
            out.value(event.taskFailures());
            out.name("stageId");
            out.value(event.stageId());
            out.name("stageAttemptId");
            out.value(event.stageAttempt());
        });
    }

    @Override
    public void executorUnexcluded(EngineEvent.ExecutorUnexcluded event) {
        line = underBothNames("ExecutorUnblacklisted", "ExecutorUnexcluded", out -> {
            out.name("time");
            out.value(event.timeMillis());
            out.name("executorId");
            out.value(event.executor());
        });
    }

    @Override
    public void nodeExcluded(EngineEvent.NodeExcluded event) {
        line = underBothNames("NodeBlacklisted", "NodeExcluded", out -> {
            out.name("time");
            out.value(event.timeMillis());
            out.name("hostId");
            out.value(event.host());
            out.name("executorFailures");
            out.value(event.executorFailures());
        });
    }

    @Override
    public void nodeExcludedForStage(EngineEvent.NodeExcludedForStage event) {
        line = underBothNames("NodeBlacklistedForStage", "NodeExcludedForStage", out -> {
            out.name("time");
            out.value(event.timeMillis());
            out.name("hostId");
            out.value(event.host());
            out.name("executorFailures");
            out.value(event.executorFailures());
            out.name("stageId");
            out.value(event.stageId());
            out.name("stageAttemptId");
            out.value(event.stageAttempt());
        });
    }

    @Override
    public void nodeUnexcluded(EngineEvent.NodeUnexcluded event) {
        line = underBothNames("NodeUnblacklisted", "NodeUnexcluded", out -> {
            out.name("time");
            out.value(event.timeMillis());
            out.name("hostId");
            out.value(event.host());
        });
    }

    /** Spark still logs the event that came before this one too, and before it. Neither has a short name. */
    private String underBothNames(String before, String now, Fields fields) {
        return writeNamed(PACKAGE + PREFIX + before, fields) + '\n' + writeNamed(PACKAGE + PREFIX + now, fields);
    }

    @Override
    public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
        line = write("UnpersistRDD", out -> {
            out.name("RDD ID");
            out.value(event.rddId());
        });
    }

    /** Writes the fields of one event. */
    private interface Fields {
        void write(JsonWriter out);
    }

    private String write(String event, Fields fields) {
        return writeNamed(PREFIX + event, fields);
    }

    private String writeNamed(String name, Fields fields) {
        BufferedJsonWriter out = json.bufferedWriter();
        out.beginObject();
        out.name("Event");
        out.value(name);
        fields.write(out);
        out.endObject();
        return out.result();
    }

    private static void writeMap(JsonWriter out, String name, Map<String, String> values) {
        out.name(name);
        out.beginObject();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            out.name(entry.getKey());
            out.value(entry.getValue());
        }
        out.endObject();
    }
}
