// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ExecutorMetricNames;
import ember.model.ExecutorMetrics;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.AccumulableInfo;
import ember.model.event.EngineEvent;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.Events;
import ember.observe.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The lines of tasks, which are copied in large pieces, have every field that would be there had each been written by itself. */
class TaskJsonTest {
    private final Random random = new Random(7);

    private static String text(JsonOut out) {
        return new String(out.end().toBytes(), StandardCharsets.UTF_8);
    }

    private boolean sometimes() {
        return random.nextInt(3) == 0;
    }

    private long number() {
        return sometimes() ? random.nextLong() >> random.nextInt(64) : 0;
    }

    private TaskInfo anyTask() {
        TaskAttempt attempt = new TaskAttempt(
                number(),
                (int) number(),
                (int) number(),
                (int) number(),
                random.nextInt(100),
                0,
                (int) number(),
                sometimes() ? "driver" : "1\"",
                sometimes() ? "" : "höst",
                TaskLocality.values()[random.nextInt(TaskLocality.values().length)],
                sometimes());
        return new TaskInfo(
                attempt,
                number(),
                number(),
                number(),
                sometimes(),
                sometimes(),
                sometimes() ? List.of(new AccumulableInfo(3, "sum", 4L, 5L, false, false)) : List.of(),
                sometimes() ? new TaskCause.Failed(0, 1, "no") : TaskCause.First.INSTANCE);
    }

    private ExecutorMetrics anyPeaks() {
        long[] values = new long[ExecutorMetricNames.ALL.size()];
        boolean measured = sometimes();
        for (int i = 0; i < values.length; i++) {
            values[i] = measured ? number() : 0;
        }
        return ExecutorMetrics.of(values);
    }

    private @Nullable TaskMetrics anyMetrics() {
        TaskMetrics.Builder metrics = new TaskMetrics.Builder();
        for (TaskMetric metric : TaskMetric.values()) {
            metrics.add(metric, number());
        }
        return sometimes() ? null : metrics.build();
    }

    private static void writeInfo(JsonOut out, TaskInfo task) {
        TaskAttempt attempt = task.attempt();
        out.object("Task Info")
                .field("Task ID", attempt.taskId())
                .field("Index", attempt.index())
                .field("Attempt", attempt.attemptNumber())
                .field("Partition ID", attempt.partition())
                .field("Launch Time", task.launchTimeMillis())
                .field("Executor ID", attempt.executor())
                .field("Host", attempt.host())
                .field("Locality", attempt.locality().name())
                .field("Speculative", attempt.speculative())
                .field("Getting Result Time", task.gettingResultTimeMillis())
                .field("Finish Time", task.finishTimeMillis())
                .field("Failed", task.failed())
                .field("Killed", task.killed());
        StageJson.writeAccumulables(out, task.accumulables());
        if (!(task.cause() instanceof TaskCause.First)) {
            StageJson.writeCause(out, task.cause());
        }
        out.end();
    }

    private static void writeMetrics(JsonOut out, TaskMetrics metrics) {
        out.object("Task Metrics");
        String group = null;
        for (Map.Entry<TaskMetric, TaskJson.Name> entry : TaskJson.METRICS.entrySet()) {
            TaskJson.Name name = entry.getValue();
            if (!Objects.equals(group, name.group())) {
                if (group != null) {
                    out.end();
                }
                out.object(Objects.requireNonNull(name.group()));
                group = name.group();
            }
            long value = metrics.get(entry.getKey());
            if (value != 0 || entry.getKey() != TaskMetric.CLOSURE_BYTES) {
                out.field(name.name(), value);
            }
        }
        out.end().array("Updated Blocks").endArray().end();
    }

    @Test
    void ofATaskThatStarted() {
        for (int i = 0; i < 500; i++) {
            TaskInfo task = anyTask();
            JsonOut plain = JsonOut.compact().object().field("Event", "x");
            plain.field("Stage ID", task.attempt().stageId());
            plain.field("Stage Attempt ID", task.attempt().stageAttempt());
            writeInfo(plain, task);

            JsonOut line = JsonOut.compact().object().field("Event", "x");
            TaskJson.writeStarted(line, task);
            assertThat(text(line)).isEqualTo(text(plain));
        }
    }

    @Test
    void ofATaskWhoseResultIsFetched() {
        for (int i = 0; i < 500; i++) {
            TaskInfo task = anyTask();
            JsonOut plain = JsonOut.compact().object().field("Event", "x");
            writeInfo(plain, task);

            JsonOut line = JsonOut.compact().object().field("Event", "x");
            TaskJson.writeGettingResult(line, task);
            assertThat(text(line)).isEqualTo(text(plain));
        }
    }

    @Test
    void ofATaskThatEnded() {
        List<TaskEnd> ends = List.of(Events.SUCCEEDED, Events.SUCCEEDED, Events.KILLED, Events.THREW);
        for (int i = 0; i < 2_000; i++) {
            EngineEvent.TaskEnded event = new EngineEvent.TaskEnded(
                    sometimes() ? TaskKind.SHUFFLE_MAP_TASK : TaskKind.RESULT_TASK,
                    ends.get(random.nextInt(ends.size())),
                    anyTask(),
                    anyMetrics());
            ExecutorMetrics peaks = anyPeaks();
            JsonOut plain = JsonOut.compact().object().field("Event", "x");
            plain.field("Stage ID", event.task().attempt().stageId());
            plain.field("Stage Attempt ID", event.task().attempt().stageAttempt());
            plain.field("Task Type", event.kind().label()).object("Task End Reason");
            event.end().match(new TaskEndJson(plain));
            writeInfo(plain, event.task());
            plain.object("Task Executor Metrics");
            for (String name : ExecutorMetricNames.ALL) {
                plain.field(name, peaks.get(name));
            }
            plain.end();
            if (event.metrics() != null) {
                writeMetrics(plain, event.metrics());
            }

            JsonOut line = JsonOut.compact().object().field("Event", "x");
            TaskJson.writeEnded(line, event, peaks);
            assertThat(text(line)).isEqualTo(text(plain));
        }
    }
}
