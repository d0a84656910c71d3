// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.ExclusionSettings;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExclusionTest {
    private static final Exception BOOM = new IllegalStateException("boom");
    private static final long HOUR_MILLIS = 3_600_000;

    private static TestEngine engine(ExclusionSettings settings) {
        return new TestEngine(SchedulerConfig.DEFAULT.withExclusion(settings));
    }

    /** Executors 0, 1, ... of which each two live on one host, a, b, ... */
    private static TestEngine pairs(ExclusionSettings settings, int executors, int slots) {
        TestEngine engine = engine(settings);
        for (int i = 0; i < executors; i++) {
            engine.apply(new SchedulerEvent.ExecutorJoined("" + i, String.valueOf((char) ('a' + i / 2)), slots));
        }
        return engine;
    }

    private static void fail(TestEngine engine, int partition) {
        engine.fail(engine.task(0, 0, partition), BOOM);
    }

    @Test
    void withoutExclusionATaskIsTriedAgainWhereItFailed() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        fail(engine, 0);
        assertThat(engine.task(0, 0, 0).executor()).isEqualTo("0");
    }

    @Test
    void aTaskIsNotTriedAgainOnTheExecutorWhereItFailed() {
        TestEngine engine = pairs(ExclusionSettings.ON, 2, 2);
        engine.submit(Plans.job(0, 1, List.of()));
        fail(engine, 0);
        assertThat(engine.task(0, 0, 0).executor()).isEqualTo("1");
        assertThat(engine.events(EngineEvent.ExecutorExcludedForStage.class)).isEmpty();
    }

    @Test
    void otherTasksStillGoThere() {
        TestEngine engine = pairs(ExclusionSettings.ON, 2, 1);
        engine.submit(Plans.job(0, 5, List.of()));
        fail(engine, 0);
        assertThat(engine.tasks(0))
                .extracting(task -> task.partition() + "@" + task.executor())
                .containsExactly("1@1", "2@0");
    }

    @Test
    void aTaskIsNotTriedAThirdTimeOnAHost() {
        TestEngine engine = pairs(ExclusionSettings.ON, 4, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        fail(engine, 0);
        fail(engine, 0);
        assertThat(engine.task(0, 0, 0).host()).isEqualTo("b");
        engine.apply(new SchedulerEvent.ExecutorJoined("4", "a", 1));
        engine.lose("2");
        assertThat(engine.task(0, 0, 0).executor()).isEqualTo("3");
    }

    @Test
    void killsAndLossesNobodyIsToBlameForExcludeNothing() {
        TestEngine engine = pairs(ExclusionSettings.ON, 1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.end(engine.task(0, 0, 0), new TaskEnd.Killed("by hand", null, null));
        engine.end(engine.task(0, 0, 0), new TaskEnd.CommitDenied(0, 0, 1));
        engine.running.clear();
        engine.apply(new SchedulerEvent.ExecutorLost("0", "preempted", false));
        engine.apply(new SchedulerEvent.ExecutorJoined("0", "a", 1));
        assertThat(engine.task(0, 0, 0).executor()).isEqualTo("0");
    }

    @Test
    void anExecutorWhereTwoTasksFailedIsExcludedForTheStage() {
        TestEngine engine = pairs(ExclusionSettings.ON, 4, 1);
        engine.submit(Plans.job(0, 8, List.of()));
        fail(engine, 0);
        TaskAttempt next = engine.running.values().stream()
                .map(launch -> launch.attempt())
                .filter(task -> task.executor().equals("0"))
                .findFirst()
                .orElseThrow();
        engine.fail(next, BOOM);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::executor).containsExactly("1", "2", "3");
        assertThat(engine.events(EngineEvent.ExecutorExcludedForStage.class))
                .containsExactly(new EngineEvent.ExecutorExcludedForStage("0", 2, 0, 0, 0));
        assertThat(engine.log).contains("INFO TaskSetExcludelist: Excluding executor 0 for stage 0");
        engine.submit(Plans.job(1, 1, List.of()));
        assertThat(engine.tasks(1)).extracting(TaskAttempt::executor).containsExactly("0");
    }

    @Test
    void aHostWithTwoExcludedExecutorsIsExcludedForTheStage() {
        TestEngine engine = pairs(ExclusionSettings.ON, 3, 4);
        engine.submit(Plans.job(0, 12, List.of()));
        for (String executor : List.of("0", "1")) {
            List<TaskAttempt> there = engine.tasks(0).stream()
                    .filter(task -> task.executor().equals(executor))
                    .limit(2)
                    .toList();
            there.forEach(task -> engine.fail(task, BOOM));
        }
        assertThat(engine.events(EngineEvent.NodeExcludedForStage.class))
                .containsExactly(new EngineEvent.NodeExcludedForStage("a", 2, 0, 0, 0));
        assertThat(engine.log).contains("INFO TaskSetExcludelist: Excluding a for stage 0");
        engine.apply(new SchedulerEvent.ExecutorJoined("9", "a", 4));
        assertThat(engine.tasks(0)).noneMatch(task -> task.executor().equals("9"));
    }

    @Test
    @Tag("TSI-017")
    void aSetOfWhichATaskMayRunNowhereIsGivenUp() {
        TestEngine engine = pairs(ExclusionSettings.ON, 1, 2);
        engine.submit(Plans.job(0, 2, List.of()));
        fail(engine, 0);
        assertThat(((JobOutcome.Aborted) engine.ended.get(0)).message())
                .isEqualTo("Job aborted due to stage failure: \n"
                        + "Aborting TaskSet 0.0 because task 0 (partition 0)\n"
                        + "cannot run anywhere due to node and executor excludeOnFailure.\n"
                        + "Most recent failure:\n"
                        + "Lost task 0.0 in stage 0.0 (TID 0) (a executor 0): java.lang.IllegalStateException: boom\n"
                        + "\tat Test\n\n"
                        + "ExcludeOnFailure behavior can be configured via spark.excludeOnFailure.*.\n");
        assertThat(engine.log)
                .contains("INFO TaskSchedulerImpl: Cannot schedule any task because all executors excluded from"
                        + " failures. No idle executors can be found to kill. Aborting stage 0.");
        engine.end(engine.task(0, 0, 1), new TaskEnd.Killed("Stage cancelled", null, null));
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    @Tag("TSI-025")
    void aSetIsNotGivenUpWhileAnExecutorIsLeftThoughItIsBusy() {
        TestEngine engine = pairs(ExclusionSettings.ON, 3, 1);
        engine.submit(Plans.job(0, 3, List.of()));
        fail(engine, 0);
        assertThat(engine.ended).isEmpty();
        engine.lose("2");
        assertThat(engine.ended).isEmpty();
        engine.succeed(engine.task(0, 0, 1));
        assertThat(engine.task(0, 0, 2).executor()).isIn("0", "1");
        engine.succeed(engine.task(0, 0, 2));
        engine.succeed(engine.task(0, 0, 0));
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void theLossOfTheLastExecutorThatWasLeftGivesTheSetUp() {
        TestEngine engine = pairs(ExclusionSettings.ON, 2, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        fail(engine, 0);
        assertThat(engine.ended).isEmpty();
        engine.lose("1");
        assertThat(engine.ended.get(0)).isInstanceOf(JobOutcome.Aborted.class);
    }

    /** Two jobs in each of which one task fails on executor 0 and succeeds elsewhere. */
    private static void failTwiceOnFirst(TestEngine engine) {
        for (int job = 0; job < 2; job++) {
            engine.submit(Plans.job(job, 1, List.of()));
            TaskAttempt first = engine.task(job, 0, 0);
            assertThat(first.executor()).isEqualTo("0");
            engine.fail(first, BOOM);
            engine.succeed(engine.task(job, 0, 0));
        }
    }

    @Test
    @Tag("TSI-015")
    void theApplicationAvoidsAnExecutorThatFailedTasksOfSuccessfulSetsUntilItsTimeIsOver() {
        TestEngine engine = pairs(ExclusionSettings.ON, 4, 1);
        failTwiceOnFirst(engine);
        assertThat(engine.events(EngineEvent.ExecutorExcluded.class))
                .containsExactly(new EngineEvent.ExecutorExcluded("0", 2, 0));
        assertThat(engine.log)
                .contains("INFO HealthTracker: Excluding executor id: 0 because it has 2 task failures in successful"
                        + " task sets");
        engine.submit(Plans.job(2, 4, List.of()));
        assertThat(engine.tasks(2)).extracting(TaskAttempt::executor).containsExactly("1", "2", "3");
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(HOUR_MILLIS * 1_000_000);
        engine.advanceMillis(HOUR_MILLIS - 1);
        assertThat(engine.tasks(2)).hasSize(3);
        engine.advanceMillis(1);
        assertThat(engine.events(EngineEvent.ExecutorUnexcluded.class))
                .containsExactly(new EngineEvent.ExecutorUnexcluded("0", HOUR_MILLIS));
        assertThat(engine.tasks(2)).extracting(TaskAttempt::executor).containsExactly("1", "2", "3", "0");
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void failuresOfASetThatIsGivenUpAreNotTheExecutorsFault() {
        ExclusionSettings applicationOnly =
                new ExclusionSettings(false, true, 1, 2, 2, 2, 2, 2, HOUR_MILLIS * 1_000_000, false);
        TestEngine engine = engine(applicationOnly);
        engine.join("0", 2);
        engine.submit(Plans.job(0, 2, List.of()));
        for (int i = 0; i < 3; i++) {
            fail(engine, 0);
        }
        fail(engine, 1);
        fail(engine, 0);
        assertThat(engine.ended.get(0)).isInstanceOf(JobOutcome.Aborted.class);
        engine.end(engine.task(0, 0, 1), new TaskEnd.Killed("Stage cancelled", null, null));
        assertThat(engine.events(EngineEvent.ExecutorExcluded.class)).isEmpty();
    }

    @Test
    void aFailureIsForgivenAfterItsTime() {
        TestEngine engine = pairs(ExclusionSettings.ON, 4, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        fail(engine, 0);
        engine.succeedResults(0);
        engine.advanceMillis(HOUR_MILLIS);
        engine.submit(Plans.job(1, 1, List.of()));
        engine.fail(engine.task(1, 0, 0), BOOM);
        engine.succeedResults(1);
        assertThat(engine.events(EngineEvent.ExecutorExcluded.class)).isEmpty();
    }

    @Test
    void aHostIsAvoidedByTheApplicationWhenTwoOfItsExecutorsAre() {
        ExclusionSettings strict = new ExclusionSettings(true, true, 1, 2, 1, 2, 1, 2, HOUR_MILLIS * 1_000_000, false);
        TestEngine engine = pairs(strict, 4, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        fail(engine, 0);
        fail(engine, 1);
        engine.succeedResults(0);
        assertThat(engine.events(EngineEvent.NodeExcluded.class))
                .containsExactly(new EngineEvent.NodeExcluded("a", 2, 0));
        engine.apply(new SchedulerEvent.ExecutorJoined("8", "a", 1));
        engine.submit(Plans.job(1, 5, List.of()));
        assertThat(engine.tasks(1)).extracting(TaskAttempt::executor).containsExactly("2", "3");
        engine.advanceMillis(HOUR_MILLIS);
        assertThat(engine.events(EngineEvent.NodeUnexcluded.class))
                .containsExactly(new EngineEvent.NodeUnexcluded("a", HOUR_MILLIS));
        assertThat(engine.tasks(1)).hasSize(5);
    }

    @Test
    void aFetchFailureExcludesItsExecutorIfThatIsWanted() {
        ExclusionSettings fetch = new ExclusionSettings(true, true, 1, 2, 2, 2, 2, 2, HOUR_MILLIS * 1_000_000, true);
        TestEngine engine = engine(fetch);
        engine.join("0", 1);
        engine.join("1", 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        assertThat(engine.log).contains("INFO HealthTracker: Excluding executor 0 due to fetch failure");
        engine.advanceMillis(200);
        assertThat(engine.tasks(0))
                .singleElement()
                .matches(task -> task.executor().equals("1"));
    }
}
