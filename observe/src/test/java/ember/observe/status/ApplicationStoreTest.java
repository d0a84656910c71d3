// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.CallSite;
import ember.model.JobOutcome;
import ember.model.StorageLevel;
import ember.model.TaskAttempt;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.RddInfo;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.Events;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApplicationStoreTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private final Events engine = new Events(store);

    private static TaskInfo task(long taskId, int stageId, long launch, long finish) {
        TaskAttempt attempt = new TaskAttempt(
                taskId, stageId, 0, (int) taskId, (int) taskId, 0, 0, "1", "host", TaskLocality.ANY, false);
        return new TaskInfo(attempt, launch, 0, finish, false, false, List.of(), TaskCause.First.INSTANCE);
    }

    private static EngineEvent.TaskEnded ended(TaskInfo task, @Nullable TaskMetrics metrics) {
        return new EngineEvent.TaskEnded(TaskKind.RESULT_TASK, Events.SUCCEEDED, task, metrics);
    }

    private JobView job(int jobId) {
        return Objects.requireNonNull(store.jobView(jobId));
    }

    private StageView stage(int stageId, int attempt) {
        return Objects.requireNonNull(store.stageView(stageId, attempt));
    }

    @Test
    void aJobCountsTheTasksAndStagesOfAllItsAttempts() {
        engine.jobStarted(0, 0, 1)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskStarted(1, 0, 0)
                .taskStarted(2, 0, 0)
                .taskEnded(0, 0, 0, Events.SUCCEEDED)
                .taskEnded(1, 0, 0, Events.THREW);

        assertThat(job(0).activeTasks()).isEqualTo(1);
        assertThat(job(0).activeStages()).isEqualTo(1);

        engine.taskEnded(2, 0, 0, Events.KILLED).stageCompleted(0, 0).jobSucceeded(0);

        JobView job = job(0);
        assertThat(job.status().state()).isEqualTo(JobStatus.State.SUCCEEDED);
        assertThat(List.of(job.numTasks(), job.completedTasks(), job.failedTasks(), job.killedTasks()))
                .containsExactly(8, 1, 1, 1);
        assertThat(job.killReasons()).containsExactly(Map.entry("another attempt succeeded", 1));
        assertThat(List.of(job.completedStages(), job.skippedStages(), job.skippedTasks()))
                .containsExactly(1, 1, 4);
        assertThat(stage(1, 0).state()).isEqualTo(StageState.SKIPPED);
    }

    @Test
    void aTaskThatEndsAfterItsStageAndJobIsCountedThere() {
        engine.jobStarted(0, 0)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .stageCompleted(0, 0)
                .jobEnded(0, new JobOutcome.Aborted("no", null))
                .taskEnded(0, 0, 0, Events.KILLED);

        assertThat(job(0).killedTasks()).isEqualTo(1);
        assertThat(job(0).activeTasks()).isZero();
        assertThat(stage(0, 0).killedTasks()).isEqualTo(1);
    }

    @Test
    void allAttemptsOfAStageAreKeptAndEachCountsItsOwnTasks() {
        engine.jobStarted(0, 0)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .stageCompleted(0, 0)
                .stageSubmitted(0, 1)
                .taskStarted(1, 0, 1)
                .taskEnded(1, 0, 1, Events.SUCCEEDED)
                .taskEnded(0, 0, 0, Events.SUCCEEDED);

        assertThat(store.stageAttempts(0))
                .extracting(stage -> stage.info().attempt())
                .containsExactly(1, 0);
        assertThat(stage(0, 0).completedTasks()).isEqualTo(1);
        assertThat(stage(0, 1).completedTasks()).isEqualTo(1);
    }

    @Test
    void tasksAreReadInTheOrderOfTheirIdsAlsoIfTheyWereToldInAnother() {
        engine.jobStarted(0, 0).stageSubmitted(0, 0);
        for (long id : new long[] {5, 9, 7, 1, 8}) {
            engine.tell(new EngineEvent.TaskStarted(task(id, 0, 100 + id, 0)));
        }
        TaskMetrics metrics =
                new TaskMetrics.Builder().add(TaskMetric.EXECUTOR_RUN_TIME, 40).build();
        engine.tell(ended(task(7, 0, 107, 157), metrics));

        StageTasks tasks = Objects.requireNonNull(store.tasks(0, 0, 200));
        assertThat(tasks.rows(EnumSet.allOf(TaskStatus.class)))
                .extracting(TaskRow::taskId)
                .containsExactly(1L, 5L, 7L, 8L, 9L);
        TaskRow row = Objects.requireNonNull(tasks.task(7));
        assertThat(row.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(row.durationMillis()).isEqualTo(50);
        assertThat(row.schedulerDelayMillis()).isEqualTo(10);
        assertThat(Objects.requireNonNull(tasks.task(5)).durationMillis()).isEqualTo(95);
        assertThat(tasks.task(6)).isNull();
    }

    @Test
    void quantilesAreValuesOfTasksThatSucceeded() {
        engine.jobStarted(0, 0).stageSubmitted(0, 0);
        for (int id = 0; id < 10; id++) {
            engine.tell(new EngineEvent.TaskStarted(task(id, 0, 0, 0)));
        }
        for (int id = 0; id < 8; id++) {
            engine.tell(ended(
                    task(id, 0, 0, 100 - id),
                    new TaskMetrics.Builder()
                            .add(TaskMetric.LOCAL_BYTES_READ, id)
                            .add(TaskMetric.REMOTE_BYTES_READ, 10)
                            .build()));
        }
        engine.taskEnded(8, 0, 0, Events.THREW);

        StageTasks tasks = Objects.requireNonNull(store.tasks(0, 0, 200));
        TaskDistribution distribution = Objects.requireNonNull(tasks.distribution(0, 0.5, 0.95, 1, 7));
        assertThat(distribution.of(TaskMetric.LOCAL_BYTES_READ)).containsExactly(0, 4, 7, 7, 7);
        assertThat(distribution.ofSum(TaskMetric.LOCAL_BYTES_READ, TaskMetric.REMOTE_BYTES_READ))
                .containsExactly(10, 14, 17, 17, 17);
        assertThat(distribution.durationMillis()).containsExactly(93, 97, 100, 100, 100);
    }

    @Test
    void theTasksThatStartedFirstAreForgottenButCounted() {
        ApplicationStore small = new ApplicationStore(new StatusLimits(10, 10, 20, 1));
        Events events = new Events(small).jobStarted(0, 0).stageSubmitted(0, 0);
        for (int id = 0; id < 50; id++) {
            events.taskStarted(id, 0, 0);
            if (id > 0) {
                events.taskEnded(id, 0, 0, Events.THREW);
            }
        }
        StageView stage = Objects.requireNonNull(small.stageView(0, 0));
        assertThat(stage.failedTasks()).isEqualTo(49);
        assertThat(stage.retainedTasks()).isBetween(18, 20);
        assertThat(stage.retainedTasks() + stage.droppedTasks()).isEqualTo(50);
        StageTasks tasks = Objects.requireNonNull(small.tasks(0, 0, 0));
        assertThat(tasks.row(0).taskId()).isZero();
        assertThat(tasks.row(0).status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(Objects.requireNonNull(tasks.task(49)).error()).isEqualTo("trace");
    }

    @Test
    void cachedPartitionsAreShownUntilTheyAreDropped() {
        RddInfo rdd = new RddInfo(
                3,
                "kept",
                "MapPartitionsRDD",
                2,
                StorageLevel.MEMORY_AND_DISK,
                false,
                List.of(),
                CallSite.EMPTY,
                null,
                "DETERMINATE");
        StageInfo stage =
                new StageInfo(0, 0, "count", "", 2, List.of(rdd), List.of(), -1, 0, 1, -1, null, null, List.of(), null);
        engine.tell(new EngineEvent.BlockManagerAdded("1", "host", 7, 1000, 0, 1))
                .executorAdded("1")
                .tell(new EngineEvent.StageSubmitted(stage, Map.of()))
                .blockUpdated("1", "rdd_3_1", StorageLevel.MEMORY_ONLY, 10)
                .blockUpdated("1", "rdd_3_0", StorageLevel.MEMORY_ONLY, 20)
                .blockUpdated("1", "rdd_4_0", StorageLevel.MEMORY_ONLY, 30);

        RddView view = store.rddViews().get(0);
        assertThat(view.blocks()).extracting(RddView.Block::name).containsExactly("rdd_3_0", "rdd_3_1");
        assertThat(view.memoryBytes()).isEqualTo(30);
        assertThat(view.shares())
                .singleElement()
                .satisfies(share -> assertThat(share.executor().address()).isEqualTo("host:7"));
        assertThat(store.executorViews().get(0).rddBlocks()).isEqualTo(2);

        engine.blockUpdated("1", "rdd_3_0", StorageLevel.NONE, 20);
        assertThat(store.rddViews().get(0).memoryBytes()).isEqualTo(10);
        engine.tell(new EngineEvent.RddUnpersisted(3));
        assertThat(store.rddViews()).isEmpty();
    }

    @Test
    void executorsThatAreGoneAreShownWithTheReason() {
        engine.executorAdded("1").executorRemoved("1").executorAdded("1");

        assertThat(store.executorViews()).extracting(ExecutorView::alive).containsExactly(true, false);
        assertThat(store.executorViews().get(1).removeReason()).isEqualTo("lost");
    }

    @Test
    void theCausesOfStagesAndTasksAreKept() {
        StageInfo info = Events.stage(0, 0, 4, new StageCause.FirstRun(0));
        engine.tell(new EngineEvent.StageSubmitted(info, Map.of()))
                .taskStarted(0, 0, 0)
                .taskStarted(1, 0, 0, new TaskCause.Failed(0, 1, "no"));

        assertThat(stage(0, 0).info().cause()).isEqualTo(new StageCause.FirstRun(0));
        StageTasks tasks = Objects.requireNonNull(store.tasks(0, 0, 0));
        assertThat(tasks.row(0).cause()).isNull();
        assertThat(tasks.row(1).cause()).contains("attempt TID 0 failed");
    }

    @Test
    void aMillionTasksTakeLessThan200Megabytes() {
        long before = usedBytes();
        TaskMetrics metrics = new TaskMetrics.Builder()
                .add(TaskMetric.EXECUTOR_RUN_TIME, 1234)
                .add(TaskMetric.EXECUTOR_CPU_NANOS, 1_234_567_890L)
                .add(TaskMetric.EXECUTOR_DESERIALIZE_TIME, 12)
                .add(TaskMetric.EXECUTOR_DESERIALIZE_CPU_NANOS, 12_345_678)
                .add(TaskMetric.RESULT_SIZE, 4000)
                .add(TaskMetric.JVM_GC_TIME, 10)
                .add(TaskMetric.LOCAL_BYTES_READ, 123_456_789)
                .add(TaskMetric.LOCAL_BLOCKS_FETCHED, 200)
                .add(TaskMetric.SHUFFLE_RECORDS_READ, 1_000_000)
                .add(TaskMetric.SHUFFLE_BYTES_WRITTEN, 123_456_789)
                .add(TaskMetric.SHUFFLE_RECORDS_WRITTEN, 1_000_000)
                .add(TaskMetric.SHUFFLE_WRITE_NANOS, 1_234_567)
                .build();
        long now = System.currentTimeMillis();
        for (int stage = 0; stage < 10; stage++) {
            engine.jobStarted(stage, stage).stageSubmitted(stage, 0);
            for (int i = 0; i < 100_000; i++) {
                long id = stage * 100_000L + i;
                engine.tell(new EngineEvent.TaskStarted(task(id, stage, now, 0)));
                engine.tell(ended(task(id, stage, now, now + 1000), metrics));
            }
            engine.stageCompleted(stage, 0).jobSucceeded(stage);
        }

        assertThat(usedBytes() - before).isLessThan(200_000_000);
        assertThat(stage(9, 0).retainedTasks()).isEqualTo(100_000);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void onlyWhatHasChangedIsToldToWhoKnowsTheRest() {
        engine.jobStarted(0, 0).stageSubmitted(0, 0).jobStarted(1, 1).stageSubmitted(1, 0);
        ChangedViews before = store.changedSince(0);
        assertThat(before.stages()).hasSize(2);
        assertThat(store.changedSince(before.revision()).stages()).isEmpty();

        engine.taskStarted(0, 1, 0);

        ChangedViews changed = store.changedSince(before.revision());
        assertThat(changed.stages()).extracting(stage -> stage.info().stageId()).containsExactly(1);
        assertThat(changed.jobs()).extracting(job -> job.status().jobId()).containsExactly(1);
        assertThat(store.revision()).isEqualTo(changed.revision()).isGreaterThan(before.revision());
    }
}
