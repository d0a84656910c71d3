// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.ExecutorMetrics;
import ember.model.JobOutcome;
import ember.model.TaskEnd;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageCause;
import ember.model.event.TaskProgress;
import ember.observe.Events;
import ember.observe.explain.Explanation;
import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    private Path logs;

    private static final EngineEvent STARTED = new EngineEvent.ApplicationStarted("\"quoted\" ü", "local-7", "me", 5);

    private EventLogOptions options(boolean rolling) {
        return TestLogs.options(logs, rolling, LogCodec.NONE);
    }

    private void log(boolean rolling, EngineEvent... events) throws Exception {
        EventLog log = new EventLog(options(rolling));
        for (EngineEvent event : events) {
            event.deliverTo(log.listener());
        }
        log.stop();
    }

    private List<String> names() throws IOException {
        return names(logs);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void linesBeginAsTheHistoryServerSearchesForThem() throws Exception {
        log(false, STARTED, new EngineEvent.ApplicationEnded(9));

        assertThat(Files.readAllLines(logs.resolve("local-7")))
                .containsExactly(
                        "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4.2.0\"}",
                        "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"\\\"quoted\\\" ü\",\"App ID\":\"local-7\","
                                + "\"Timestamp\":5,\"User\":\"me\"}",
                        "{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":9}");
    }

    /** A measurement of the driver, or of an executor with a task, whose first figure is {@code heap}. */
    private static EngineEvent measured(long heap, TaskProgress... tasks) {
        return new EngineEvent.ExecutorMetricsUpdated("1", tasks.length == 0, List.of(tasks), ExecutorMetrics.of(heap));
    }

    private static void runOneStage(EngineEvent.Handler to) {
        Events events = new Events(to);
        events.tell(STARTED).executorAdded("1").jobStarted(0, 0).stageSubmitted(0, 0);
        events.taskStarted(0, 0, 0)
                .tell(measured(10))
                .tell(measured(30, new TaskProgress(0, 0, 0, TaskMetrics.ZERO, List.of())));
        events.tell(measured(20, new TaskProgress(0, 0, 0, TaskMetrics.ZERO, List.of())));
        events.taskEnded(0, 0, 0, Events.SUCCEEDED).stageCompleted(0, 0).jobSucceeded(0);
    }

    @Test
    void thePeaksOfExecutorsAreLoggedWithTheirTasksAndStages() throws Exception {
        EventLog log = new EventLog(options(false));
        runOneStage(log.listener());
        log.stop();

        List<String> lines = Files.readAllLines(logs.resolve("local-7"));
        assertThat(lines)
                .filteredOn(line -> line.contains("MetricsUpdate"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith(
                        "{\"Event\":\"SparkListenerExecutorMetricsUpdate\",\"Executor ID\":\"1\",\"Metrics Updated\":[],"
                                + "\"Executor Metrics Updated\":[{\"Stage ID\":-1,\"Stage Attempt ID\":-1,"
                                + "\"Executor Metrics\":{\"JVMHeapMemory\":10,");
        assertThat(lines)
                .filteredOn(line -> line.contains("TaskEnd"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"Task Executor Metrics\":{\"JVMHeapMemory\":30,");
        int stage = lines.indexOf(lines.stream()
                .filter(line -> line.contains("StageCompleted"))
                .findFirst()
                .orElseThrow());
        assertThat(lines.get(stage - 1))
                .startsWith("{\"Event\":\"SparkListenerStageExecutorMetrics\",\"Executor ID\":\"1\",\"Stage ID\":0,"
                        + "\"Stage Attempt ID\":0,\"Executor Metrics\":{\"JVMHeapMemory\":30,");
    }

    @Test
    void thePeaksOfExecutorsAreTheSameWhenTheLogIsRead() throws Exception {
        ApplicationStore live = new ApplicationStore(StatusLimits.DEFAULT);
        runOneStage(live);
        EventLog log = new EventLog(options(false));
        runOneStage(log.listener());
        log.stop();
        ApplicationStore read = new ApplicationStore(StatusLimits.DEFAULT);
        new EventLogReader().read(logs.resolve("local-7"), read);

        for (ApplicationStore store : List.of(live, read)) {
            assertThat(store.executorViews().get(0).peaks()).isEqualTo(ExecutorMetrics.of(30));
            assertThat(store.stageAttempts(0).get(0).peaks()).isEqualTo(ExecutorMetrics.of(30));
        }
    }

    @Test
    @Timeout(60)
    void whatWasToldUpToTheEndOfAJobIsInTheLogOfAProcessThatDies() throws Exception {
        EventLog log = new EventLog(TestLogs.options(logs, false, LogCodec.ZSTD));
        STARTED.deliverTo(log.listener());
        new Events(log.listener())
                .executorAdded("1")
                .jobStarted(0, 0)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskEnded(0, 0, 0, Events.SUCCEEDED)
                .stageCompleted(0, 0)
                .jobSucceeded(0);

        // Nobody stops the log; what another process would find is what lies there.
        List<EngineEvent> read = List.of();
        while (read.stream().noneMatch(EngineEvent.JobEnded.class::isInstance)) {
            Thread.sleep(10);
            if (names().contains("local-7.zstd.inprogress")) {
                EventLogReader reader = new EventLogReader();
                read = TestLogs.read(reader, logs.resolve("local-7.zstd.inprogress"));
            }
        }
        assertThat(read).filteredOn(EngineEvent.TaskEnded.class::isInstance).hasSize(1);
        log.stop();
    }

    @Test
    void aLogThatIsNotFinishedSaysSoInItsName() throws Exception {
        EventLogFile file = new EventLogFile(options(false), "App 1:a");
        file.write(JsonOut.compact().object().end());
        file.flush();
        assertThat(names()).containsExactly("app-1-a.inprogress");

        file.close();
        assertThat(names()).containsExactly("app-1-a");
    }

    @Test
    void filesOfARollingLogAreNumberedAndNoneIsLongerThanAsked() throws Exception {
        EventLogFile file = new EventLogFile(options(true), "local-7");
        for (int i = 0; i < 5; i++) {
            file.write(JsonOut.compact().object().field("x", "x".repeat(392)).end());
        }
        assertThat(names()).containsExactly("eventlog_v2_local-7");
        assertThat(names(logs.resolve("eventlog_v2_local-7")))
                .containsExactly(
                        "appstatus_local-7.inprogress", "events_1_local-7", "events_2_local-7", "events_3_local-7");
        file.close();

        assertThat(names(logs.resolve("eventlog_v2_local-7"))).contains("appstatus_local-7");
        assertThat(Files.size(logs.resolve("eventlog_v2_local-7/events_1_local-7")))
                .isEqualTo(802);
    }

    @Test
    void aDirectoryThatDoesNotExistIsAnErrorAtOnce() {
        EventLogOptions options = TestLogs.options(logs.resolve("no"), true, LogCodec.NONE);

        assertThatThrownBy(() -> new EventLog(options))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("make it first");
    }

    @Test
    void anApplicationThatDidNotStartLeavesNothing() throws Exception {
        new EventLog(options(true)).stop();

        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        List<EngineEvent> told = new ArrayList<>();
        Events events = new Events(new EveryEvent(told::add))
                .tell(STARTED)
                .executorAdded("1")
                .jobStarted(0, 0, 1)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskEnded(0, 0, 0, Events.SUCCEEDED)
                .taskStarted(1, 0, 0)
                .taskEnded(1, 0, 0, Events.KILLED)
                .taskStarted(2, 0, 0)
                .taskEnded(2, 0, 0, new TaskEnd.FetchFailed(3, 1, 17, 2, "1", "host", "gone", null))
                .taskStarted(3, 0, 0)
                .taskEnded(3, 0, 0, new TaskEnd.ExecutorLost("1", true, "crashed"))
                .stageCompleted(0, 0)
                .jobEnded(0, new JobOutcome.Aborted("Job aborted due to stage failure: x", null))
                .executorRemoved("1");
        events.tell(new EngineEvent.ApplicationEnded(9));
        log(true, told.toArray(new EngineEvent[0]));
        // The application comes after its first executor, as in Spark's logs, and peaks before the end of their stage.
        Collections.swap(told, 0, 1);
        told.add(told.size() - 4, new EngineEvent.StageExecutorMetrics("1", 0, 0, ExecutorMetrics.ZERO));

        List<EngineEvent> read = new ArrayList<>();
        EventLogReader reader = new EventLogReader();
        reader.read(logs.resolve("eventlog_v2_local-7"), new EveryEvent(read::add));

        assertThat(reader.unreadable()).isEmpty();
        assertThat(read).hasSameSizeAs(told);
        assertThat(explain(read)).isEqualTo(explain(told));
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i) instanceof EngineEvent.TaskEnded end) {
                EngineEvent.TaskEnded again = (EngineEvent.TaskEnded) read.get(i);
                assertThat(again.end()).isEqualTo(end.end());
                assertThat(again.task().attempt()).isEqualTo(end.task().attempt());
            }
        }
    }

    private static List<String> explain(List<EngineEvent> events) {
        Explanation explanation = new Explanation();
        events.forEach(event -> event.deliverTo(explanation));
        return explanation.lines();
    }

    @Test
    void theCauseOfAStageAttemptIsReadAgainInItsWords() throws Exception {
        StageCause cause = new StageCause.FirstRun(4);
        List<EngineEvent> read = new ArrayList<>();
        log(false, STARTED, new EngineEvent.StageCompleted(Events.stage(2, 0, 1, cause)));

        new EventLogReader().read(logs.resolve("local-7"), new EveryEvent(read::add));

        assertThat(read.get(1))
                .isInstanceOfSatisfying(
                        EngineEvent.StageCompleted.class,
                        completed -> assertThat(completed.stage().cause())
                                .isEqualTo(new StageCause.Told(cause.code(), cause.sentence())));
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestIsTold() throws Exception {
        Path log = logs.resolve("broken");
        Files.writeString(log, """
                {"Event":"SparkListenerApplicationStart","App Name":"a","App ID":"b","Timestamp":1,"User":"c"}
                no json at all
                {"Event":"SparkListenerJobEnd","Job ID":"seven","Job Result":{"Result":"JobSucceeded"}}
                {"Event":"SparkListenerSomethingNew"}
                {"Event":"SparkListenerApplicationEnd","Timest""", StandardCharsets.UTF_8);
        List<EngineEvent> read = new ArrayList<>();
        EventLogReader reader = new EventLogReader();

        reader.read(log, new EveryEvent(read::add));

        assertThat(read).hasSize(1);
        assertThat(reader.unreadable()).hasSize(3);
        assertThat(reader.unreadable().get(0)).startsWith(log + " line 2: not a JSON object");
        assertThat(reader.unreadable().get(1)).endsWith("Job ID should be a Number, but was seven");
    }

    @Test
    void exclusionsAreLoggedUnderTheirFullNamesAfterTheOldOnes() throws Exception {
        List<EngineEvent> events = List.of(
                new EngineEvent.ExecutorExcluded("e", 2, 1),
                new EngineEvent.ExecutorExcludedForStage("e", 2, 3, 4, 1),
                new EngineEvent.ExecutorUnexcluded("e", 1),
                new EngineEvent.NodeExcluded("h", 2, 1),
                new EngineEvent.NodeExcludedForStage("h", 2, 3, 4, 1),
                new EngineEvent.NodeUnexcluded("h", 1));
        List<EngineEvent> logged = new ArrayList<>(events);
        logged.add(0, STARTED);
        log(false, logged.toArray(EngineEvent[]::new));

        String name = "{\"Event\":\"org.apache.spark.scheduler.SparkListener";
        assertThat(Files.readAllLines(logs.resolve("local-7")).subList(2, 14))
                .contains(
                        name + "ExecutorBlacklistedForStage\",\"time\":1,\"executorId\":\"e\",\"taskFailures\":2,"
                                + "\"stageId\":3,\"stageAttemptId\":4}",
                        name + "ExecutorExcludedForStage\",\"time\":1,\"executorId\":\"e\",\"taskFailures\":2,"
                                + "\"stageId\":3,\"stageAttemptId\":4}",
                        name + "NodeUnblacklisted\",\"time\":1,\"hostId\":\"h\"}",
                        name + "NodeExcluded\",\"time\":1,\"hostId\":\"h\",\"executorFailures\":2}");
        List<EngineEvent> read = new ArrayList<>();
        new EventLogReader().read(logs.resolve("local-7"), new EveryEvent(read::add));
        assertThat(read).isEqualTo(logged);
    }
}
