// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ExecutorMetrics;
import ember.model.TaskKind;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.observe.Events;
import ember.observe.advice.Findings;
import ember.observe.explain.Explanation;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in which something is wrong: the rest is read, what is wrong is named, and nothing throws. */
class DamagedLogTest {
    private static final Pattern NUMBER = Pattern.compile(":-?[0-9]+");
    private static final List<String> NUMBERS =
            List.of(":-1", ":2147483647", ":9223372036854775807", ":\"x\"", ":null", ":[]");

    @TempDir
    private Path logs;

    private List<String> lines;

    @BeforeEach
    void writeALog() throws Exception {
        List<EngineEvent> told = new ArrayList<>();
        Events events = new Events(new EveryEvent(told::add));
        events.tell(new EngineEvent.ApplicationStarted("a", "local-7", "me", 5)).executorAdded("1");
        events.tell(new EngineEvent.BlockManagerAdded("1", "host", 1, 100, 7, 5));
        events.tell(new EngineEvent.EnvironmentUpdated(
                Map.of("Java Version", "17"), Map.of("k", "v"), Map.of("fs", "local"), Map.of(), Map.of(), Map.of()));
        events.jobStarted(0, 0, 1).stageSubmitted(0, 0);
        TaskMetrics metrics =
                new TaskMetrics.Builder().add(TaskMetric.EXECUTOR_RUN_TIME, 7).build();
        for (int task = 0; task < 4; task++) {
            events.taskStarted(task, 0, 0);
        }
        events.tell(new EngineEvent.ExecutorMetricsUpdated("1", true, List.of(), ExecutorMetrics.of(5)));
        events.taskEnded(0, 0, 0, Events.SUCCEEDED)
                .taskEnded(1, 0, 0, Events.KILLED)
                .taskEnded(2, 0, 0, Events.THREW)
                .taskEnded(3, 0, 0, Events.SUCCEEDED);
        EngineEvent.TaskEnded last = (EngineEvent.TaskEnded) told.get(told.size() - 1);
        told.set(
                told.size() - 1,
                new EngineEvent.TaskEnded(TaskKind.RESULT_TASK, Events.SUCCEEDED, last.task(), metrics));
        events.stageCompleted(0, 0).jobSucceeded(0).executorRemoved("1");
        events.tell(new EngineEvent.ApplicationEnded(9));
        TestLogs.write(TestLogs.options(logs, false, LogCodec.NONE), told);
        lines = Files.readAllLines(logs.resolve("local-7"));
    }

    /** Reads, and looks at everything that is shown. */
    private EventLogReader read(byte[] log) throws Exception {
        Path file = logs.resolve("local-8");
        Files.write(file, log);
        EventLogReader reader = new EventLogReader();
        ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
        Explanation explanation = new Explanation();
        reader.read(file, store, explanation);
        store.jobViews();
        store.executorViews();
        store.rddViews();
        store.stageViews()
                .forEach(stage ->
                        store.tasks(stage.info().stageId(), stage.info().attempt(), 10));
        new Findings().list(store);
        explanation.lines();
        return reader;
    }

    private EventLogReader read(List<String> log) throws Exception {
        return read((String.join("\n", log) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLogItselfIsReadWithoutALoss() throws Exception {
        assertThat(read(lines).unreadable()).isEmpty();
    }

    @Test
    void hadoopsPropertiesAreKept() throws Exception {
        List<EngineEvent> read = TestLogs.read(new EventLogReader(), logs.resolve("local-7"));

        assertThat(read)
                .filteredOn(EngineEvent.EnvironmentUpdated.class::isInstance)
                .extracting(event -> ((EngineEvent.EnvironmentUpdated) event).hadoopProperties())
                .containsExactly(Map.of("fs", "local"));
    }

    @Test
    void noNumberThatCannotBeStopsTheReading() throws Exception {
        for (int line = 0; line < lines.size(); line++) {
            Matcher number = NUMBER.matcher(lines.get(line));
            while (number.find()) {
                for (String other : NUMBERS) {
                    List<String> damaged = new ArrayList<>(lines);
                    damaged.set(
                            line,
                            lines.get(line).substring(0, number.start())
                                    + other
                                    + lines.get(line).substring(number.end()));
                    EventLogReader reader = read(damaged);
                    assertThat(reader.events() + reader.unreadable().size())
                            .as(damaged.get(line))
                            .isGreaterThanOrEqualTo(lines.size() - 1);
                }
            }
        }
    }

    @Test
    void linesThatAreMissingOrTwiceThereOrElsewhereStopNothing() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            List<String> damaged = new ArrayList<>(lines);
            String moved = damaged.remove(random.nextInt(damaged.size()));
            damaged.add(random.nextInt(damaged.size()), moved);
            damaged.add(random.nextInt(damaged.size()), damaged.get(random.nextInt(damaged.size())));
            damaged.remove(random.nextInt(damaged.size()));
            assertThat(read(damaged).events()).isPositive();
        }
    }

    @Test
    void aLogThatIsCutOffAnywhereIsReadUpToThere() throws Exception {
        byte[] whole = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = new byte[length];
            System.arraycopy(whole, 0, cut, 0, length);
            long newlines = new String(cut, StandardCharsets.UTF_8).lines().count();
            EventLogReader reader = read(cut);
            assertThat(reader.events() + reader.unreadable().size()).isBetween(newlines - 2, newlines);
        }
    }

    @Test
    void bytesThatAreNoLogAreNamed() throws Exception {
        byte[] noise = new byte[10_000];
        new Random(8).nextBytes(noise);

        EventLogReader reader = read(noise);

        assertThat(reader.events()).isZero();
        assertThat(reader.unreadable())
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place).contains("local-8 line "));
    }
}
