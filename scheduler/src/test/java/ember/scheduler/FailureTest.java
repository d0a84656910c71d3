// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.TaskInfo;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Exception BOOM = new IllegalStateException("boom");

    private static String abortMessage(TestEngine engine, int jobId) {
        return ((JobOutcome.Aborted) engine.ended.get(jobId)).message();
    }

    @Test
    @Tag("TSM-011")
    void aFailedTaskIsTriedAgainUntilItsLimit() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(engine.task(0, 0, 0).attemptNumber()).isEqualTo(attempt);
            engine.fail(engine.task(0, 0, 0), BOOM);
        }
        assertThat(engine.ended).isEmpty();
        engine.fail(engine.task(0, 0, 0), BOOM);
        assertThat(abortMessage(engine, 0))
                .isEqualTo("Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most recent failure: "
                        + "Lost task 0.3 in stage 0.0 (TID 3) (host0 executor 0): "
                        + "java.lang.IllegalStateException: boom\n\tat Test\nDriver stacktrace:");
        assertThat(((JobOutcome.Aborted) engine.ended.get(0)).cause()).isSameAs(BOOM);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void killsAndDeniedCommitsDoNotCountAsFailures() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withMaxTaskFailures(1));
        engine.join("0", 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.end(engine.task(0, 0, 0), new TaskEnd.Killed("by hand", null, null));
        engine.end(engine.task(0, 0, 0), new TaskEnd.CommitDenied(0, 0, 1));
        engine.apply(new SchedulerEvent.ExecutorLost("0", "preempted", false));
        engine.join("1", 1);
        engine.running.remove(2L);
        assertThat(engine.task(0, 0, 0).attemptNumber()).isEqualTo(3);
        assertThat(engine.ended).isEmpty();
    }

    @Test
    @Tag("TSM-067")
    void aResultThatCannotBeSerialisedIsNotTriedAgain() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.end(engine.task(0, 0, 0), TestEngine.threw(BOOM, TaskEnd.Retry.RESULT_NOT_SERIALIZABLE));
        assertThat(abortMessage(engine, 0))
                .isEqualTo("Job aborted due to stage failure: task 0.0 in stage 0.0 (TID 0) had a not serializable"
                        + " result: boom");
        assertThat(engine.events(EngineEvent.TaskEnded.class)).hasSize(1);
    }

    @Test
    void resultsThatAreTooLargeInAllEndTheJob() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of()));
        TaskMetrics large = new TaskMetrics.Builder()
                .add(TaskMetric.RESULT_SIZE, 600L << 20)
                .build();
        engine.end(engine.task(0, 0, 0), new TaskEnd.Succeeded("a", null, null, large));
        engine.end(engine.task(0, 0, 1), new TaskEnd.Succeeded("b", null, null, large));
        assertThat(abortMessage(engine, 0))
                .isEqualTo("Job aborted due to stage failure: Total size of serialized results of 2 tasks (1200.0 MiB)"
                        + " is bigger than spark.driver.maxResultSize (1024.0 MiB)");
    }

    @Test
    void aStageThatCannotBePreparedEndsItsJobs() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.prepareAtOnce = false;
        engine.submit(Plans.job(0, 1, List.of()));
        engine.apply(new SchedulerEvent.StagePreparationFailed(0, 0, "Task not serializable: X", BOOM));
        assertThat(abortMessage(engine, 0)).isEqualTo("Job aborted due to stage failure: Task not serializable: X");
        assertThat(engine.stageStory()).containsExactly("submitted 0.0", "completed 0.0 failed");
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    @Tag("DAG-019")
    void onlyTheLostOutputIsMadeAgain() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 2, 2)), 0));
        long writer = engine.task(0, 0, 0).taskId();
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(1, 0, 0));
        engine.failFetch(engine.task(1, 0, 1), 0, 0, writer);
        assertThat(engine.running).isEmpty();
        engine.advanceMillis(199);
        assertThat(engine.running).isEmpty();
        engine.advanceMillis(1);
        assertThat(engine.tasks(0)).singleElement().matches(task -> task.partition() == 0 && task.stageAttempt() == 1);
        engine.succeedMaps(0, 0);
        assertThat(engine.tasks(1)).singleElement().matches(task -> task.partition() == 1 && task.stageAttempt() == 1);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.results.get(0)).containsOnlyKeys(0, 1);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void tasksOfAnEarlierAttemptAreAskedToEndWhenTheirJobIsDone() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 2), Plans.map(1, 2, 1, 0)), 1));
        long writer = engine.task(0, 0, 0).taskId();
        engine.succeedMaps(0, 0);
        TaskAttempt straggler = engine.task(1, 0, 1);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, writer);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        engine.succeedMap(engine.task(1, 1, 0), 1);
        engine.succeedMap(engine.task(1, 1, 1), 1);
        assertThat(engine.kills).isEmpty();
        engine.succeedResults(2);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.kills).singleElement().satisfies(kill -> {
            assertThat(kill.taskId()).isEqualTo(straggler.taskId());
            assertThat(kill.reason()).isEqualTo("Stage cancelled: Job 0 is finished.");
        });
    }

    @Test
    @Tag("DAG-027")
    @Tag("DAG-032")
    void manyLostInputsOfOneAttemptCountOnce() {
        TestEngine engine = TestEngine.with(1, 8);
        engine.submit(Plans.job(0, 8, List.of(Plans.map(0, 8, 8)), 0));
        engine.succeedMaps(0, 0);
        for (TaskAttempt task : engine.tasks(1)) {
            engine.failFetch(task, 0, task.partition(), task.partition());
        }
        assertThat(engine.stageStory().stream().filter("completed 1.0 failed"::equals))
                .hasSize(1);
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).hasSize(8);
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void anOutputMadeAnewSurvivesALateReportOfTheOldOne() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 1, 2)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt late = engine.task(1, 0, 1);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        engine.failFetch(late, 0, 0, 0);
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).isEmpty();
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("DAG-036")
    void aLateReportWhileTheMapStageRunsStartsNoSecondAttempt() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 1, 2)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt late = engine.task(1, 0, 1);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.failFetch(late, 0, 0, 0);
        engine.advanceMillis(400);
        assertThat(engine.tasks(0)).hasSize(1);
        assertThat(engine.prepares).hasSize(3);
    }

    @Test
    void aStageThatKeepsLosingInputsIsGivenUp() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        for (int attempt = 0; attempt < 4; attempt++) {
            long writer = engine.tasks(0).get(0).taskId();
            engine.succeedMaps(0, 0);
            engine.failFetch(engine.task(1, attempt, 0), 0, 0, writer);
            engine.advanceMillis(200);
        }
        assertThat(abortMessage(engine, 0))
                .isEqualTo(
                        "Job aborted due to stage failure: ResultStage 1 (map at Test.java:100) has failed the maximum"
                                + " allowable number of times: 4. Most recent failure reason: lost block");
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void attemptsInAllAreLimitedToo() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withStageAttempts(2, 2));
        engine.join("0", 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        for (int attempt = 0; attempt < 2; attempt++) {
            long writer = engine.tasks(0).get(0).taskId();
            engine.succeedMaps(0, 0);
            engine.failFetch(engine.task(1, attempt, 0), 0, 0, writer);
            engine.advanceMillis(200);
        }
        assertThat(engine.ended.get(0)).isInstanceOf(JobOutcome.Aborted.class);
    }

    @Test
    @Tag("DAG-042")
    void aSuccessOfAnOldAttemptCountsAndIsNotRepeated() {
        TestEngine engine = TestEngine.with(1, 3);
        engine.submit(Plans.job(0, 3, List.of(Plans.map(0, 1, 3)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt old = engine.task(1, 0, 2);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        engine.succeed(old);
        engine.succeed(engine.task(1, 0, 1));
        engine.succeed(engine.task(1, 1, 0));
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.results.get(0)).hasSize(3);
        engine.succeedResults(1);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void aLostExecutorsFinishedMapTasksRunAgainInTheSameAttempt() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        engine.lose("0");
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .extracting(end -> end.end().errorString())
                .contains("Resubmitted (resubmitted due to lost executor)")
                .anyMatch(text ->
                        text.startsWith("ExecutorLostFailure (executor 0 exited caused by one of the running tasks)"));
        engine.succeedMaps(0, 0);
        engine.succeedMaps(0, 0);
        assertThat(engine.tasks(1)).isEmpty();
        engine.succeedMaps(0, 0);
        assertThat(engine.running.values().iterator().next().inputs().get(0).isComplete())
                .isTrue();
        engine.succeedResults(1);
        assertThat(engine.stageStory()).contains("completed 0.0 succeeded").doesNotContain("submitted 0.1");
    }

    @Test
    @Tag("DAG-074")
    void whatALostExecutorSaysLaterIsNotBelieved() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        TaskAttempt onLost = engine.task(0, 0, 0);
        MapOutput late = TestEngine.output(onLost, 0);
        engine.lose("0");
        engine.end(onLost, new TaskEnd.Succeeded(null, late, null, null));
        engine.succeedMaps(0, 0);
        assertThat(engine.tasks(0)).singleElement().matches(task -> task.partition() == 0);
    }

    @Test
    void parentsLostDuringPreparationAreMadeAgainFirst() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.prepareAtOnce = false;
        engine.succeedMaps(0, 0);
        engine.lose("0");
        engine.prepareAtOnce = true;
        engine.apply(new SchedulerEvent.StagePrepared(1, 0, List.of()));
        assertThat(engine.tasks(1)).isEmpty();
        assertThat(engine.tasks(0)).singleElement().matches(task -> task.stageAttempt() == 1);
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("DAG-048")
    void lostOutputsOfTwoLevelsAreMadeAgainInOrder() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, Plans.chain(2, 2), 1));
        engine.succeedMaps(0, 0);
        engine.succeedMaps(1, 1);
        long writer = engine.running
                .values()
                .iterator()
                .next()
                .inputs()
                .get(0)
                .output(0)
                .writer();
        engine.lose("0");
        TaskAttempt reader = engine.tasks(2).get(0);
        engine.failFetch(reader, 1, 0, writer);
        engine.advanceMillis(200);
        assertThat(engine.tasks(1)).isEmpty();
        engine.succeedMaps(0, 0);
        assertThat(engine.tasks(1)).isNotEmpty();
        engine.succeedMaps(1, 1);
        engine.succeedResults(2);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void anExecutorThatJoinsAgainHasNothing() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.running.clear();
        engine.join("0", 1);
        assertThat(engine.task(0, 0, 0).attemptNumber()).isEqualTo(1);
        assertThat(engine.events(EngineEvent.ExecutorRemoved.class)).hasSize(1);
    }

    @Test
    void everyEndIsToldEvenAfterTheJob() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of()));
        TaskAttempt zombie = engine.task(0, 0, 1);
        engine.apply(new SchedulerEvent.JobCancelled(0, "because"));
        engine.end(zombie, new TaskEnd.Succeeded("late", null, "updates", null));
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .extracting(EngineEvent.TaskEnded::task)
                .extracting(TaskInfo::attempt)
                .containsExactly(zombie);
        assertThat(engine.accumulators).isEmpty();
        assertThat(engine.results).isEmpty();
    }

    @Test
    void accumulatorsCountOncePerOutputAndFailuresAreMarked() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        TaskEnd.Threw threw = new TaskEnd.Threw("X", "x", "X: x", null, TaskEnd.Retry.ALLOWED, "failed", null);
        engine.end(engine.task(0, 0, 0), threw);
        engine.end(engine.task(0, 0, 0), new TaskEnd.Succeeded("a", null, "first", null));
        assertThat(engine.accumulators)
                .extracting(effect -> effect.updates() + " " + effect.failed())
                .containsExactly("failed true", "first false");
    }

    @Test
    void anInputMadeAnewForAnotherJobIsToldToTasksThatStartLater() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 1, 2), Plans.map(1, 1, 2)), 0, 1));
        engine.succeedMaps(0, 0);
        engine.succeedMaps(1, 1);
        engine.lose("0");
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 1, 2)), 0));
        engine.join("1", 2);
        MapOutputs before =
                engine.running.get(engine.task(2, 0, 0).taskId()).inputs().get(1);
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(2, 0, 0));
        List<MapOutputs> inputs =
                engine.running.get(engine.task(2, 0, 1).taskId()).inputs();
        assertThat(inputs.get(0).output(0).executor()).isEqualTo("1");
        assertThat(inputs.get(1)).isSameAs(before);
    }
}
