// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static org.assertj.core.api.Assertions.assertThat;

import ember.observe.eventlog.EventLogReader;
import ember.observe.status.ApplicationStore;
import ember.observe.status.JobView;
import ember.observe.status.StageView;
import ember.observe.status.StatusLimits;
import io.avaje.json.mapper.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that Spark 4.2.0 wrote, as Spark 3.0 and 2.0 would have written it: without what came later. */
class OldLogsTest {
    /** Events and fields that Spark 3.0 does not write. */
    private static final Set<String> AFTER_3_0 = Set.of(
            "SparkListenerResourceProfileAdded",
            "Resource Profile Id",
            "Shuffle Push Enabled",
            "Shuffle Push Mergers Count",
            "Push Based Shuffle",
            "Remote Requests Duration",
            "DeterministicLevel",
            "Partition ID",
            "Metrics Properties",
            "Request Time",
            "Registration Time",
            "Map Index",
            "Peak On Heap Execution Memory",
            "Peak Off Heap Execution Memory",
            "ExitCode");

    /** Of the rest, what Spark 2.0 does not. */
    private static final Set<String> AFTER_2_0 = Set.of(
            "SparkListenerExecutorMetricsUpdate",
            "SparkListenerStageExecutorMetrics",
            "SparkListenerBlockUpdated",
            "SparkListenerLogStart",
            "Task Executor Metrics",
            "Executor Deserialize CPU Time",
            "Executor CPU Time",
            "Peak Execution Memory",
            "Remote Bytes Read To Disk",
            "Barrier",
            "Callsite",
            "Attributes",
            "Resources",
            "Driver Attributes",
            "Maximum Onheap Memory",
            "Maximum Offheap Memory",
            "Hadoop Properties",
            "Killed",
            "Kill Reason",
            "Metadata",
            "Internal",
            "Count Failed Values");

    private final JsonMapper mapper = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private static Object without(Object value, Set<String> later) {
        if (value instanceof Map<?, ?> fields) {
            Map<String, Object> kept = new LinkedHashMap<>();
            fields.forEach((name, field) -> {
                if (!later.contains(String.valueOf(name)) && field != null) {
                    kept.put(String.valueOf(name), without(field, later));
                }
            });
            return kept;
        }
        if (value instanceof List<?> elements) {
            List<Object> kept = new ArrayList<>();
            elements.forEach(element -> kept.add(without(element, later)));
            return kept;
        }
        return value;
    }

    /** Jobs, stages and tasks as they are shown. */
    private static List<String> counts(Path log) throws Exception {
        ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
        EventLogReader reader = new EventLogReader();
        reader.read(log, store);
        assertThat(reader.unreadable()).isEmpty();
        List<String> counts = new ArrayList<>();
        for (JobView job : store.jobViews()) {
            counts.add("job " + job.status().jobId() + " " + job.status().state() + " " + job.name() + " "
                    + job.completedTasks() + "/" + job.numTasks() + " " + job.failedTasks() + " "
                    + job.skippedStages());
        }
        for (StageView stage : store.stageViews()) {
            counts.add("stage " + stage.info().stageId() + " " + stage.state() + " "
                    + stage.info().name() + " "
                    + stage.completedTasks() + " " + stage.failedTasks() + " "
                    + stage.info().rddInfos().size() + " " + stage.executors().keySet());
        }
        return counts;
    }

    @Test
    void logsOfOlderSparksAreReadWithTheSameCounts() throws Exception {
        Path written = Repository.root().resolve("checks/src/test/resources/logs/written-by-spark");
        List<String> expected = counts(written);
        assertThat(expected).hasSizeGreaterThan(5);
        Set<String> later = new java.util.TreeSet<>();
        for (Set<String> more : List.of(AFTER_3_0, AFTER_2_0)) {
            later.addAll(more);
            Path log = folder.resolve("log-without-" + later.size());
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(written)) {
                Map<String, Object> event = mapper.fromJsonObject(line);
                if (!later.contains(String.valueOf(event.get("Event")))) {
                    lines.add(mapper.toJson(without(event, later)));
                }
            }
            Files.write(log, lines);

            assertThat(counts(log)).isEqualTo(expected);
        }
    }
}
