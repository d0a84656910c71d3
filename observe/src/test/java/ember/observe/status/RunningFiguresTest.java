// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.ExecutorMetrics;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.model.event.TaskProgress;
import ember.observe.Events;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tasks that run have reported is shown, and counted once. As Spark's cluster tells it, of its own heartbeats. */
class RunningFiguresTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private final Events engine = new Events(store);

    @BeforeEach
    void runAStageOfTwoTasks() {
        engine.executorAdded("1")
                .jobStarted(0, 0)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskStarted(1, 0, 0);
    }

    private static TaskMetrics read(long bytes) {
        return new TaskMetrics.Builder()
                .add(TaskMetric.LOCAL_BYTES_READ, bytes)
                .add(TaskMetric.SHUFFLE_RECORDS_READ, bytes / 10)
                .build();
    }

    private void report(long taskId, long bytes) {
        TaskProgress task = new TaskProgress(taskId, 0, 0, read(bytes), List.of());
        engine.tell(new EngineEvent.ExecutorMetricsUpdated("1", false, List.of(task), ExecutorMetrics.ZERO));
    }

    private void end(long taskId, TaskEnd end, @Nullable TaskMetrics metrics) {
        boolean killed = end instanceof TaskEnd.Killed;
        boolean failed = !killed && !(end instanceof TaskEnd.Succeeded);
        int index = (int) taskId;
        TaskAttempt attempt =
                new TaskAttempt(taskId, 0, 0, index, index, index, 0, "1", "host", TaskLocality.ANY, false);
        TaskInfo task = new TaskInfo(
                attempt,
                Events.NOW_MILLIS,
                0,
                Events.NOW_MILLIS + 10,
                failed,
                killed,
                List.of(),
                TaskCause.First.INSTANCE);
        engine.tell(new EngineEvent.TaskEnded(TaskKind.RESULT_TASK, end, task, metrics));
    }

    private StageView stage() {
        return Objects.requireNonNull(store.stageView(0, 0));
    }

    private StageTasks tasks() {
        return Objects.requireNonNull(store.tasks(0, 0, Events.NOW_MILLIS + 5));
    }

    private long bytesOfStage() {
        return stage().metrics().get(TaskMetric.LOCAL_BYTES_READ);
    }

    private long bytesOfExecutor() {
        return Objects.requireNonNull(stage().executors().get("1")).metrics().get(TaskMetric.LOCAL_BYTES_READ);
    }

    @Test
    void aTaskHasNoFiguresBeforeItReportsAndThenThoseItReportedLast() {
        assertThat(tasks().row(0).metrics()).isNull();

        report(0, 100);
        report(0, 250);

        assertThat(tasks().row(0).metrics()).isEqualTo(read(250));
        assertThat(tasks().row(0).status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(tasks().row(0).schedulerDelayMillis()).isZero();
        assertThat(tasks().row(1).metrics()).isNull();
        TaskFigures figures = new TaskFigures();
        tasks().figures(0, figures);
        assertThat(figures.running()).isTrue();
        assertThat(figures.metric(TaskMetric.LOCAL_BYTES_READ)).isEqualTo(250);
        tasks().figures(1, figures);
        assertThat(figures.metric(TaskMetric.LOCAL_BYTES_READ)).isZero();
    }

    @Test
    void sumsOfTheStageAndItsExecutorsHaveWhatIsReportedAndTheEndOfATaskReplacesIt() {
        report(0, 100);
        report(1, 30);
        report(0, 250);
        assertThat(List.of(bytesOfStage(), bytesOfExecutor())).containsExactly(280L, 280L);
        assertThat(stage().endedMetrics()).isEqualTo(TaskMetrics.ZERO);

        end(0, Events.SUCCEEDED, read(300));
        assertThat(List.of(bytesOfStage(), bytesOfExecutor())).containsExactly(330L, 330L);
        assertThat(stage().endedMetrics()).isEqualTo(read(300));
        assertThat(tasks().row(0).metrics()).isEqualTo(read(300));

        end(1, Events.SUCCEEDED, read(40));
        engine.stageCompleted(0, 0).jobSucceeded(0);
        assertThat(List.of(bytesOfStage(), bytesOfExecutor())).containsExactly(340L, 340L);
        assertThat(stage().endedMetrics()).isEqualTo(stage().metrics());
    }

    @Test
    void tasksThatFailOrAreKilledAreCountedOnceToo() {
        report(0, 100);
        report(1, 30);
        end(0, Events.THREW, read(110));
        end(1, Events.KILLED, read(30));

        assertThat(List.of(bytesOfStage(), bytesOfExecutor())).containsExactly(140L, 140L);
        assertThat(stage().lost().bytes()).isEqualTo(140);
    }

    @Test
    void ofATaskThatIsLostWithItsExecutorWhatItReportedLastIsKept() {
        report(0, 100);
        end(0, new TaskEnd.ExecutorLost("1", true, "gone"), null);

        assertThat(tasks().row(0).metrics()).isEqualTo(read(100));
        assertThat(List.of(bytesOfStage(), bytesOfExecutor())).containsExactly(100L, 100L);
        assertThat(stage().lost().bytes()).isEqualTo(100);
    }

    @Test
    void aReportThatComesAfterTheEndChangesNothing() {
        report(0, 100);
        end(0, Events.SUCCEEDED, read(300));
        int version = tasks().version();
        report(0, 200);
        report(7, 200);

        assertThat(bytesOfStage()).isEqualTo(300);
        assertThat(tasks().version()).isEqualTo(version);
    }

    @Test
    void aTaskIsToldAgainIfWhatItReportsIsNewAndOnlyThen() {
        report(0, 100);
        report(1, 100);
        int version = tasks().version();
        long revision = store.revision();
        report(0, 100);
        assertThat(tasks().changedSince(version)).isEmpty();
        assertThat(store.changedSince(revision).stages()).isEmpty();

        report(0, 101);
        assertThat(tasks().changedSince(version)).extracting(TaskRow::taskId).containsExactly(0L);
        assertThat(store.changedSince(revision).stages())
                .singleElement()
                .satisfies(stage -> assertThat(stage.tasksVersion()).isGreaterThan(version));
    }

    @Test
    void quantilesAreOfTasksThatSucceededOnly() {
        report(0, 100);
        assertThat(tasks().distribution(0.5)).isNull();

        end(1, Events.SUCCEEDED, read(40));
        TaskDistribution distribution = Objects.requireNonNull(tasks().distribution(1));
        assertThat(distribution.count()).isEqualTo(1);
        assertThat(distribution.of(TaskMetric.LOCAL_BYTES_READ)).containsExactly(40);
    }

    @Test
    void anAnswerStaysAsItWasWhenItWasGiven() {
        report(0, 100);
        StageTasks before = tasks();
        report(0, 200);
        end(0, Events.SUCCEEDED, read(300));

        assertThat(before.row(0).metrics()).isEqualTo(read(100));
    }

    @Test
    void aTaskThatReportsAHundredThousandTimesTakesNoMoreRoomThanOneThatReportsOnce() {
        report(0, 1);
        long before = usedBytes();
        for (int i = 1; i <= 100_000; i++) {
            report(0, i);
        }

        // All of them are 25 MB.
        assertThat(usedBytes() - before).isLessThan(5_000_000);
        assertThat(tasks().row(0).metrics()).isEqualTo(read(100_000));
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
