// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.ExecutorMetrics;
import ember.model.Redaction;
import ember.model.StorageLevel;
import ember.model.TaskAttempt;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskPeaks;
import ember.observe.json.JsonOut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Engine events as Spark 4.2.0 writes them into its event log, one JSON object each. {@code Event} is always the first key and nothing
 * stands between the tokens: Spark's History Server finds the header lines by their first characters.
 */
final class EventJson implements EngineEvent.Handler {
    static final String PREFIX = "SparkListener";
    static final String PACKAGE = "org.apache.spark.scheduler.";

    /** As Spark writes the level of what is stored nowhere. */
    private static final StorageLevel GONE = new StorageLevel(false, false, false, false, 0);

    private final EventLogOptions options;
    /** What is stored where, by executor and block; nothing unless changes of blocks are logged. */
    private final Map<String, EngineEvent.BlockUpdated> stored = new HashMap<>();

    private final StagePeaks stagePeaks = new StagePeaks();
    private final TaskPeaks taskPeaks = new TaskPeaks();
    private final List<Pattern> excluded;
    private final Redaction redaction;
    private final StageJson stages;
    private final Consumer<JsonOut> lines;
    /** The line that is being made. */
    private final JsonOut line = JsonOut.compact();

    /** @param lines told each line, without its end, in order; an event may make none, or two. What it is told is written anew afterwards */
    EventJson(EventLogOptions options, Consumer<JsonOut> lines) {
        this.options = options;
        this.excluded =
                options.excludedPatterns().stream().map(Pattern::compile).toList();
        this.redaction = new Redaction(options.redactionRegex());
        this.stages = new StageJson(options.longCallSites());
        this.lines = lines;
    }

    /** The first line of every log. */
    void logStart() {
        write("LogStart", out -> out.field("Spark Version", options.sparkVersion()));
    }

    @Override
    public void applicationStarted(EngineEvent.ApplicationStarted event) {
        write("ApplicationStart", out -> {
            out.field("App Name", event.name());
            out.field("App ID", event.applicationId());
            out.field("Timestamp", event.timeMillis());
            out.field("User", event.user());
        });
    }

    @Override
    public void applicationEnded(EngineEvent.ApplicationEnded event) {
        write("ApplicationEnd", out -> {
            out.field("Timestamp", event.timeMillis());
        });
    }

    @Override
    public void environmentUpdated(EngineEvent.EnvironmentUpdated event) {
        write("EnvironmentUpdate", out -> {
            out.field("JVM Information", event.jvm());
            out.field("Spark Properties", redaction.of(event.sparkProperties()));
            out.field("Hadoop Properties", redaction.of(event.hadoopProperties()));
            out.field("System Properties", redaction.of(event.systemProperties()));
            out.field("Metrics Properties", redaction.of(event.metricsProperties()));
            out.field("Classpath Entries", event.classpathEntries());
        });
    }

    @Override
    public void jobStarted(EngineEvent.JobStarted event) {
        write("JobStart", out -> {
            out.field("Job ID", event.jobId());
            out.field("Submission Time", event.timeMillis());
            out.array("Stage Infos");
            for (StageInfo stage : event.stages()) {
                out.object();
                stages.write(out, stage);
            }
            out.endArray();
            out.numbers(
                    "Stage IDs", event.stages().stream().map(StageInfo::stageId).toList());
            out.field("Properties", redaction.of(event.properties()));
        });
    }

    @Override
    public void jobEnded(EngineEvent.JobEnded event) {
        write("JobEnd", out -> {
            out.field("Job ID", event.jobId());
            out.field("Completion Time", event.timeMillis());
            JobResultJson.write(out, event.outcome());
        });
    }

    @Override
    public void stageSubmitted(EngineEvent.StageSubmitted event) {
        if (options.stageExecutorMetrics()) {
            stagePeaks.submitted(event.stage());
        }
        write("StageSubmitted", out -> {
            out.object("Stage Info");
            stages.write(out, event.stage());
            out.field("Properties", redaction.of(event.properties()));
        });
    }

    @Override
    public void stageCompleted(EngineEvent.StageCompleted event) {
        int stageId = event.stage().stageId();
        int attempt = event.stage().attempt();
        stagePeaks
                .completed(event.stage())
                .forEach((executor, peaks) ->
                        stageExecutorMetrics(new EngineEvent.StageExecutorMetrics(executor, stageId, attempt, peaks)));
        write("StageCompleted", out -> {
            out.object("Stage Info");
            stages.write(out, event.stage());
        });
    }

    @Override
    public void taskStarted(EngineEvent.TaskStarted event) {
        write("TaskStart", out -> TaskJson.writeStarted(out, event.task()));
    }

    @Override
    public void taskGettingResult(EngineEvent.TaskGettingResult event) {
        write("TaskGettingResult", out -> TaskJson.writeGettingResult(out, event.task()));
    }

    @Override
    public void taskEnded(EngineEvent.TaskEnded event) {
        TaskAttempt attempt = event.task().attempt();
        ExecutorMetrics peaks = taskPeaks.ended(attempt.taskId());
        stagePeaks.measured(attempt.stageId(), attempt.stageAttempt(), attempt.executor(), peaks);
        write("TaskEnd", out -> TaskJson.writeEnded(out, event, peaks));
    }

    @Override
    public void executorMetricsUpdated(EngineEvent.ExecutorMetricsUpdated event) {
        taskPeaks.update(event);
        if (!options.stageExecutorMetrics()) {
            return;
        }
        stagePeaks.measured(event);
        if (event.ofDriver()) {
            write("ExecutorMetricsUpdate", out -> ExecutorMetricsJson.writeDriver(out, event));
        }
    }

    @Override
    public void stageExecutorMetrics(EngineEvent.StageExecutorMetrics event) {
        write("StageExecutorMetrics", out -> {
            out.field("Executor ID", event.executor());
            out.field("Stage ID", event.stageId());
            out.field("Stage Attempt ID", event.stageAttempt());
            ExecutorMetricsJson.write(out, "Executor Metrics", event.metrics());
        });
    }

    @Override
    public void executorAdded(EngineEvent.ExecutorAdded event) {
        write("ExecutorAdded", out -> {
            out.field("Timestamp", event.timeMillis());
            out.field("Executor ID", event.executor());
            out.object("Executor Info");
            out.field("Host", event.host());
            out.field("Total Cores", event.cores());
            out.field("Log Urls", Map.of());
            out.field("Attributes", Map.of());
            out.field("Resources", Map.of());
            out.field("Resource Profile Id", 0);
            out.end();
        });
    }

    @Override
    public void executorRemoved(EngineEvent.ExecutorRemoved event) {
        write("ExecutorRemoved", out -> {
            out.field("Timestamp", event.timeMillis());
            out.field("Executor ID", event.executor());
            out.field("Removed Reason", event.reason());
        });
    }

    @Override
    public void executorExcluded(EngineEvent.ExecutorExcluded event) {
        underBothNames("ExecutorBlacklisted", "ExecutorExcluded", out -> {
            out.field("time", event.timeMillis());
            out.field("executorId", event.executor());
            out.field("taskFailures", event.taskFailures());
        });
    }

    @Override
    public void executorExcludedForStage(EngineEvent.ExecutorExcludedForStage event) {
        underBothNames("ExecutorBlacklistedForStage", "ExecutorExcludedForStage", out -> {
            out.field("time", event.timeMillis());
            out.field("executorId", event.executor());
            out.field("taskFailures", event.taskFailures());
            out.field("stageId", event.stageId());
            out.field("stageAttemptId", event.stageAttempt());
        });
    }

    @Override
    public void executorUnexcluded(EngineEvent.ExecutorUnexcluded event) {
        underBothNames("ExecutorUnblacklisted", "ExecutorUnexcluded", out -> {
            out.field("time", event.timeMillis());
            out.field("executorId", event.executor());
        });
    }

    @Override
    public void nodeExcluded(EngineEvent.NodeExcluded event) {
        underBothNames("NodeBlacklisted", "NodeExcluded", out -> {
            out.field("time", event.timeMillis());
            out.field("hostId", event.host());
            out.field("executorFailures", event.executorFailures());
        });
    }

    @Override
    public void nodeExcludedForStage(EngineEvent.NodeExcludedForStage event) {
        underBothNames("NodeBlacklistedForStage", "NodeExcludedForStage", out -> {
            out.field("time", event.timeMillis());
            out.field("hostId", event.host());
            out.field("executorFailures", event.executorFailures());
            out.field("stageId", event.stageId());
            out.field("stageAttemptId", event.stageAttempt());
        });
    }

    @Override
    public void nodeUnexcluded(EngineEvent.NodeUnexcluded event) {
        underBothNames("NodeUnblacklisted", "NodeUnexcluded", out -> {
            out.field("time", event.timeMillis());
            out.field("hostId", event.host());
        });
    }

    /** Spark still logs the event that came before this one too, and before it. Neither has a short name. */
    private void underBothNames(String before, String now, Fields fields) {
        writeNamed(before, PACKAGE + PREFIX + before, fields);
        writeNamed(now, PACKAGE + PREFIX + now, fields);
    }

    @Override
    public void blockUpdated(EngineEvent.BlockUpdated event) {
        if (!options.blockUpdates()) {
            return;
        }
        EngineEvent.BlockUpdated before = event.level().isValid()
                ? stored.put(event.executor() + ' ' + event.blockName(), event)
                : stored.remove(event.executor() + ' ' + event.blockName());
        write("BlockUpdated", out -> {
            out.object("Block Updated Info");
            writeManager(out, "Block Manager ID", event.executor(), event.host(), 0);
            out.field("Block ID", event.blockName());
            out.object("Storage Level");
            StorageLevel level = event.level();
            StageJson.writeLevel(out, level.isValid() ? level : GONE);
            // What is not there any more is told with the size it had: readers take that away.
            out.field("Memory Size", level.useMemory() || before == null ? event.memoryBytes() : before.memoryBytes());
            out.field("Disk Size", level.useDisk() || before == null ? event.diskBytes() : before.diskBytes());
            out.end();
        });
    }

    /** Where nobody listens the port is 1: at 0 the History Server stops reading. */
    static void writeManager(JsonOut out, String name, String executor, String host, int port) {
        out.object(name)
                .field("Executor ID", executor)
                .field("Host", host)
                .field("Port", Math.max(1, port))
                .end();
    }

    @Override
    public void blockManagerAdded(EngineEvent.BlockManagerAdded event) {
        write("BlockManagerAdded", out -> {
            writeManager(out, "Block Manager ID", event.executor(), event.host(), event.port());
            out.field("Maximum Memory", event.maxOnHeapBytes() + event.maxOffHeapBytes());
            out.field("Timestamp", event.timeMillis());
            out.field("Maximum Onheap Memory", event.maxOnHeapBytes());
            out.field("Maximum Offheap Memory", event.maxOffHeapBytes());
        });
    }

    @Override
    public void resourceProfileAdded(EngineEvent.ResourceProfileAdded event) {
        write("ResourceProfileAdded", out -> {
            out.field("Resource Profile Id", event.id());
            out.object("Executor Resource Requests");
            event.executorAmounts()
                    .forEach((name, amount) -> out.object(name)
                            .field("Resource Name", name)
                            .field("Amount", amount)
                            .field("Discovery Script", "")
                            .field("Vendor", "")
                            .end());
            out.end();
            out.object("Task Resource Requests");
            event.taskAmounts()
                    .forEach((name, amount) -> out.object(name)
                            .field("Resource Name", name)
                            .field("Amount", amount)
                            .end());
            out.end();
        });
    }

    @Override
    public void rddUnpersisted(EngineEvent.RddUnpersisted event) {
        write("UnpersistRDD", out -> out.field("RDD ID", event.rddId()));
    }

    /** Writes the fields of one event. */
    private interface Fields {
        void write(JsonOut out);
    }

    private void write(String event, Fields fields) {
        writeNamed(event, PREFIX + event, fields);
    }

    private void writeNamed(String event, String name, Fields fields) {
        for (Pattern pattern : excluded) {
            if (pattern.matcher(PREFIX + event).matches()) {
                return;
            }
        }
        line.clear().object().field("Event", name);
        fields.write(line);
        lines.accept(line.end());
    }
}
