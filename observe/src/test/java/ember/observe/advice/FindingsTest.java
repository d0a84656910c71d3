// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ExecutorMetrics;
import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.model.event.TaskProgress;
import ember.observe.Events;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private final Events engine = new Events(store);

    private List<String> kinds() {
        return new Findings().list(store).stream().map(Finding::kind).toList();
    }

    private void task(long taskId, long millis, TaskMetric metric, long amount) {
        TaskAttempt attempt =
                new TaskAttempt(taskId, 0, 0, (int) taskId, (int) taskId, 0, 0, "1", "host", TaskLocality.ANY, false);
        TaskInfo started = new TaskInfo(attempt, 1_000, 0, 0, false, false, List.of(), TaskCause.First.INSTANCE);
        TaskInfo ended =
                new TaskInfo(attempt, 1_000, 0, 1_000 + millis, false, false, List.of(), TaskCause.First.INSTANCE);
        TaskMetrics metrics = new TaskMetrics.Builder()
                .add(TaskMetric.EXECUTOR_RUN_TIME, millis)
                .add(metric, amount)
                .build();
        engine.tell(new EngineEvent.TaskStarted(started));
        engine.tell(new EngineEvent.TaskEnded(TaskKind.RESULT_TASK, Events.SUCCEEDED, ended, metrics));
    }

    private void stage() {
        engine.executorAdded("1").jobStarted(0, 0).stageSubmitted(0, 0);
    }

    @Test
    void aCleanStageRaisesNothing() {
        stage();
        for (int i = 0; i < 4; i++) {
            task(i, 1_000 + i, TaskMetric.RESULT_SIZE, 10);
        }
        engine.stageCompleted(0, 0).jobSucceeded(0);

        assertThat(kinds()).isEmpty();
    }

    @Test
    void aTaskMuchLongerThanTheOthersIsSkew() {
        stage();
        for (int i = 0; i < 4; i++) {
            task(i, i == 3 ? 4_000 : 1_000, TaskMetric.RESULT_SIZE, 10);
        }

        assertThat(new Findings().list(store)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("skew");
            assertThat(finding.costMillis()).isEqualTo(3_000);
        });
    }

    @Test
    void bytesMovedToDiskAreSpill() {
        stage();
        task(0, 100, TaskMetric.DISK_BYTES_SPILLED, 5);

        assertThat(kinds()).containsExactly("spill");
    }

    @Test
    void muchCollectionOfGarbageIsToldOf() {
        stage();
        task(0, 3_000, TaskMetric.JVM_GC_TIME, 600);

        assertThat(kinds()).containsExactly("gc");
    }

    @Test
    void manyBytesOfResultsAreToldOf() {
        stage();
        task(0, 100, TaskMetric.RESULT_SIZE, 300 << 20);

        assertThat(kinds()).containsExactly("big-results");
    }

    @Test
    void resultsThatTheDriverFetchesForLongAreToldOf() {
        stage();
        TaskAttempt attempt = new TaskAttempt(0, 0, 0, 0, 0, 0, 0, "1", "host", TaskLocality.ANY, false);
        TaskInfo ended = new TaskInfo(attempt, 1_000, 1_100, 1_700, false, false, List.of(), TaskCause.First.INSTANCE);
        engine.tell(new EngineEvent.TaskStarted(
                new TaskInfo(attempt, 1_000, 0, 0, false, false, List.of(), TaskCause.First.INSTANCE)));
        engine.tell(new EngineEvent.TaskEnded(TaskKind.RESULT_TASK, Events.SUCCEEDED, ended, TaskMetrics.ZERO));

        assertThat(new Findings().list(store)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("slow-results");
            assertThat(finding.costMillis()).isEqualTo(600);
        });
    }

    @Test
    void failedTasksAndJobsAreToldOf() {
        stage();
        engine.taskStarted(0, 0, 0).taskEnded(0, 0, 0, Events.THREW);
        engine.jobEnded(0, new JobOutcome.Aborted("no", null));

        assertThat(kinds()).containsExactlyInAnyOrder("failed-tasks", "failed-job");
    }

    @Test
    void longTimesBetweenJobsAreGaps() {
        for (int job = 0; job < 2; job++) {
            long start = 1_000 + job * 10_000L;
            engine.tell(new EngineEvent.JobStarted(job, start, List.<StageInfo>of(), Map.of()));
            engine.tell(new EngineEvent.JobEnded(job, start + 500, JobOutcome.SUCCEEDED));
        }

        assertThat(new Findings().list(store)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("driver-gaps");
            assertThat(finding.costMillis()).isEqualTo(9_500);
        });
    }

    @Test
    void whatTasksThatRunHaveCopiedIsNoClosureOfThoseThatHaveEnded() {
        stage();
        task(0, 1_000, TaskMetric.CLOSURE_BYTES, 600 << 10);
        engine.taskStarted(1, 0, 0);
        TaskMetrics copied = new TaskMetrics.Builder()
                .add(TaskMetric.CLOSURE_BYTES, 600 << 10)
                .build();
        engine.tell(new EngineEvent.ExecutorMetricsUpdated(
                "1", false, List.of(new TaskProgress(1, 0, 0, copied, List.of())), ExecutorMetrics.ZERO));

        assertThat(kinds()).doesNotContain("big-closure");
    }
}
