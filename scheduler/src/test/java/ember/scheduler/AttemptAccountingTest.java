// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AttemptAccountingTest {
    private static final Exception BOOM = new IllegalStateException("boom");

    private static TestEngine noRetries() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withMaxTaskFailures(1));
        engine.join("0", 2);
        return engine;
    }

    @Test
    @Tag("TSM-014")
    void theLossOfAnExecutorCountsOnlyIfATaskMayBeToBlame() {
        TestEngine engine = noRetries();
        engine.submit(Plans.job(0, 1, List.of()));
        engine.running.clear();
        engine.apply(new SchedulerEvent.ExecutorLost("0", "preempted", false));
        assertThat(engine.log)
                .contains("INFO TaskSetManager: Task 0 failed because while it was being computed, its executor exited"
                        + " for a reason unrelated to the task. Not counting this failure towards the maximum number of"
                        + " failures for the task.")
                .noneMatch(line -> line.contains("Lost task"));
        engine.join("1", 1);
        assertThat(engine.task(0, 0, 0).attemptNumber()).isEqualTo(1);
        engine.lose("1");
        assertThat(((JobOutcome.Aborted) engine.ended.get(0)).message())
                .contains("Task 0 in stage 0.0 failed 1 times, most recent failure: Lost task 0.1 in stage 0.0 (TID 1)"
                        + " (host1 executor 1): ExecutorLostFailure (executor 1 exited caused by one of the running"
                        + " tasks) Reason: crashed");
    }

    @Test
    @Tag("TSM-020")
    void aTaskIsStartedWithoutAWarning() {
        TestEngine engine = noRetries();
        engine.submit(Plans.job(0, 1, List.of()));
        assertThat(engine.log)
                .filteredOn(line -> line.contains("TaskSetManager") && !line.startsWith("DEBUG"))
                .singleElement()
                .asString()
                .startsWith("INFO TaskSetManager: Starting task 0.0 in stage 0.0 (TID 0) (host0,executor 0");
    }

    @Test
    @Tag("TSM-022")
    @Tag("TSI-009")
    void tasksThatCannotBeSerialisedFailTheirJobAndNoOther() {
        TestEngine engine = noRetries();
        engine.prepareAtOnce = false;
        engine.submit(Plans.job(0, 1, List.of()));
        engine.submit(Plans.job(1, 1, List.of()));
        engine.apply(new SchedulerEvent.StagePreparationFailed(0, 0, "Task not serializable: X", BOOM));
        engine.apply(new SchedulerEvent.StagePrepared(1, 0, List.of()));
        assertThat(engine.ended.get(0)).isInstanceOf(JobOutcome.Aborted.class);
        assertThat(engine.tasks(0)).isEmpty();
        engine.succeedResults(1);
        assertThat(engine.ended.get(1)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    private static TaskMetrics ofSize(long bytes) {
        return new TaskMetrics.Builder().add(TaskMetric.RESULT_SIZE, bytes).build();
    }

    @Test
    @Tag("TSM-024")
    void resultsOfMapTasksMayBeLargeInSum() {
        TestEngine engine = noRetries();
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        for (TaskAttempt task : engine.tasks(0)) {
            engine.end(task, new TaskEnd.Succeeded(null, TestEngine.output(task, 0), null, ofSize(900L << 20)));
        }
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void aResultThatIsTooMuchIsRefusedAsKilledAndTold() {
        TestEngine engine = noRetries();
        engine.submit(Plans.job(0, 1, List.of()));
        engine.end(engine.task(0, 0, 0), new TaskEnd.Succeeded("a", null, null, ofSize(2L << 30)));
        assertThat(engine.log)
                .contains("ERROR TaskSetManager: Total size of serialized results of 1 tasks (2.0 GiB) is bigger than"
                        + " spark.driver.maxResultSize (1024.0 MiB)");
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .extracting(end -> end.end().errorString())
                .containsExactly("TaskKilled (Tasks result size has exceeded maxResultSize)");
        assertThat(engine.results).isEmpty();
    }

    @Test
    @Tag("TSM-067")
    void aTaskWhoseOutputExistsEndsTheJobAtOnceAndItsEndIsTold() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.end(engine.task(0, 0, 0), TestEngine.threw(BOOM, TaskEnd.Retry.OUTPUT_EXISTS));
        assertThat(((JobOutcome.Aborted) engine.ended.get(0)).message())
                .isEqualTo("Job aborted due to stage failure: Task 0.0 in stage 0.0 (TID 0) can not write to output"
                        + " file: boom");
        assertThat(engine.log)
                .contains("ERROR TaskSetManager: Task 0.0 in stage 0.0 (TID 0) can not write to output file: boom; not"
                        + " retrying")
                .noneMatch(line -> line.startsWith("WARN TaskSetManager"));
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .singleElement()
                .matches(end -> end.task().failed());
    }

    @Test
    @Tag("TSI-011")
    void tasksThatAnOlderAttemptHadNotStartedAreStartedByTheNewerOnly() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 3, List.of(Plans.map(0, 1, 3)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        assertThat(engine.running).isEmpty();
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(engine.tasks(1)).singleElement().matches(task -> task.stageAttempt() == 1);
            engine.succeedResults(1);
        }
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void aFetchFailureSaysWhyItsTaskIsNotTriedAgain() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        assertThat(engine.log)
                .filteredOn(line -> line.contains("TaskSetManager"))
                .endsWith("INFO TaskSetManager: task 0.0 in stage 1.0 (TID 1) failed, but the task will not be"
                        + " re-executed (either because the task failed with a shuffle data fetch failure, so the"
                        + " previous stage needs to be re-run, or because a different copy of the task has already"
                        + " succeeded).");
    }

    @Test
    void repeatedFailuresAreToldInShort() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.fail(engine.task(0, 0, 0), BOOM);
        engine.fail(engine.task(0, 0, 0), BOOM);
        engine.advanceMillis(10_001);
        engine.fail(engine.task(0, 0, 0), BOOM);
        engine.fail(engine.task(0, 0, 0), BOOM);
        assertThat(engine.log)
                .filteredOn(line -> line.contains("TaskSetManager: Lost") || line.contains("aborting"))
                .containsExactly(
                        "WARN TaskSetManager: Lost task 0.0 in stage 0.0 (TID 0) (host0 executor 0):"
                                + " java.lang.IllegalStateException: boom\n\tat Test",
                        "INFO TaskSetManager: Lost task 0.1 in stage 0.0 (TID 1) on host0, executor 0:"
                                + " java.lang.IllegalStateException (boom) [duplicate 1]",
                        "WARN TaskSetManager: Lost task 0.2 in stage 0.0 (TID 2) (host0 executor 0):"
                                + " java.lang.IllegalStateException: boom\n\tat Test",
                        "INFO TaskSetManager: Lost task 0.3 in stage 0.0 (TID 3) on host0, executor 0:"
                                + " java.lang.IllegalStateException (boom) [duplicate 1]",
                        "ERROR TaskSetManager: Task 0 in stage 0.0 failed 4 times; aborting job");
    }

    @Test
    void aSuccessTakesATasksFailuresBack() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        for (int round = 0; round < 2; round++) {
            for (int failure = 0; failure < 3; failure++) {
                engine.fail(engine.task(0, 0, 0), BOOM);
            }
            TaskAttempt made = engine.task(0, 0, 0);
            engine.succeedMap(made, 0);
            engine.apply(new SchedulerEvent.ExecutorLost(made.executor(), "preempted", false));
            engine.join(made.executor(), 1);
            engine.running
                    .values()
                    .removeIf(task -> task.attempt().executor().equals(made.executor())
                            && task.attempt().partition() == 1);
        }
        assertThat(engine.ended).isEmpty();
    }

    @Test
    void whoAsksForATaskThatDoesNotRunIsToldSo() {
        TestEngine engine = noRetries();
        engine.submit(Plans.job(0, 1, List.of()));
        engine.apply(new SchedulerEvent.TaskKillRequested(0, true, "by hand"));
        engine.apply(new SchedulerEvent.TaskKillRequested(7, true, "by hand"));
        assertThat(engine.kills).containsExactly(new Effect.KillTask(0, "0", true, "by hand"));
        assertThat(engine.log)
                .contains(
                        "INFO TaskSchedulerImpl: Killing task 0: by hand",
                        "WARN TaskSchedulerImpl: Could not kill task 7 because no task with that ID was found.")
                .doesNotContain(
                        "WARN TaskSchedulerImpl: Could not kill task 0 because no task with that ID was found.");
    }

    @Test
    void theEndOfATaskThatDoesNotRunIsIgnored() {
        TestEngine engine = noRetries();
        engine.submit(Plans.job(0, 2, List.of()));
        TaskAttempt task = engine.task(0, 0, 0);
        engine.succeed(task);
        engine.succeed(task);
        assertThat(engine.events(EngineEvent.TaskEnded.class)).hasSize(1);
        assertThat(engine.log)
                .contains("ERROR TaskSchedulerImpl: Ignoring update with state FINISHED for TID 0 because its task set"
                        + " is gone (this is likely the result of receiving duplicate task finished status updates) or"
                        + " its executor has been marked as failed.");
    }
}
