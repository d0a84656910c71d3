// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.SpeculationSettings;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SpeculationTest {
    static final long MILLI = 1_000_000;
    static final long MINUTE = 60_000;

    /** Spark's defaults, but half of the tasks are enough. */
    static SpeculationSettings half() {
        return settings(0.5, 100, 0, false, 2);
    }

    static SpeculationSettings settings(
            double quantile, long minRuntimeMillis, long thresholdMillis, boolean efficiency, double factor) {
        return new SpeculationSettings(
                true,
                100 * MILLI,
                1.5,
                quantile,
                minRuntimeMillis * MILLI,
                thresholdMillis * MILLI,
                efficiency,
                0.75,
                factor);
    }

    /** Executors 0, 1, ... with so many slots, each on a host of its own. */
    static TestEngine engine(SpeculationSettings settings, int executors, int slots) {
        return engine(SchedulerConfig.DEFAULT.withSpeculation(settings), executors, slots);
    }

    static TestEngine engine(SchedulerConfig config, int executors, int slots) {
        TestEngine engine = new TestEngine(config);
        for (int i = 0; i < executors; i++) {
            engine.join("" + i, slots);
        }
        return engine;
    }

    /** The attempts of a partition that run, the original first. */
    static List<TaskAttempt> copies(TestEngine engine, int partition) {
        return engine.tasks(0).stream()
                .filter(task -> task.partition() == partition)
                .toList();
    }

    /** A job of two tasks of which the first has succeeded and the second is copied. */
    private static TestEngine copied() {
        TestEngine engine = engine(half(), 3, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.advanceMillis(101);
        assertThat(copies(engine, 1)).hasSize(2);
        return engine;
    }

    @Test
    void aTaskThatRunsFarLongerThanTheOthersGetsASecondCopy() {
        TestEngine engine = engine(half(), 3, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.advanceMillis(200);
        engine.succeed(engine.task(0, 0, 0));
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(301 * MILLI);
        engine.advanceMillis(100);
        assertThat(copies(engine, 1)).hasSize(1);
        engine.advanceMillis(1);
        assertThat(copies(engine, 1))
                .extracting(copy -> copy.attemptNumber() + " " + copy.speculative() + " " + copy.host())
                .containsExactly("0 false host1", "1 true host0");
        assertThat(engine.events(EngineEvent.SpeculativeTaskSubmitted.class))
                .containsExactly(new EngineEvent.SpeculativeTaskSubmitted(0, 0, 1, 1));
        assertThat(engine.log)
                .contains("INFO TaskSetManager: Marking task 1 in stage 0.0 (on host1) as speculatable because it ran"
                        + " more than 300 ms(1 speculatable tasks in this taskset now)");
        engine.advanceMillis(1000);
        assertThat(copies(engine, 1)).hasSize(2);
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutSpeculationATaskMayRunForEver() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        engine.advanceMillis(MINUTE);
        assertThat(copies(engine, 1)).hasSize(1);
    }

    @Test
    @Tag("TSM-035")
    void theLoserIsKilledAndItsKillDoesNotCount() {
        TestEngine engine = engine(SchedulerConfig.DEFAULT.withSpeculation(half()), 5, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        for (int failure = 0; failure < 3; failure++) {
            engine.fail(engine.task(0, 0, 1), new IllegalStateException("boom"));
        }
        engine.advanceMillis(101);
        TaskAttempt original = copies(engine, 1).get(0);
        TaskAttempt copy = copies(engine, 1).get(1);
        engine.succeed(copy);
        assertThat(engine.kills.get(0))
                .isEqualTo(
                        new Effect.KillTask(original.taskId(), original.executor(), true, "another attempt succeeded"));
        assertThat(engine.log)
                .contains("INFO TaskSetManager: Killing attempt 3 for " + original.label() + " on " + original.host()
                        + " as the attempt 4 succeeded on " + copy.host());
        engine.end(original, new TaskEnd.Killed("another attempt succeeded", null, null));
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    @Tag("TSM-046")
    void aKilledTwinThatSucceedsAllTheSameIsRecordedAsKilled() {
        TestEngine engine = engine(half(), 4, 1);
        engine.submit(Plans.job(0, 3, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.advanceMillis(101);
        TaskAttempt original = copies(engine, 1).get(0);
        engine.end(copies(engine, 1).get(1), new TaskEnd.Succeeded("fast", null, "counted", null));
        engine.end(original, new TaskEnd.Succeeded("slow", null, "counted again", null));
        assertThat(engine.results.get(0)).containsEntry(1, "fast");
        assertThat(engine.accumulators).extracting(effect -> effect.updates()).containsExactly("counted");
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .extracting(
                        end -> end.task().attempt().taskId() + " " + end.end().errorString())
                .endsWith(
                        original.taskId() + " TaskKilled (Finish but did not commit due to another attempt succeeded)");
        assertThat(engine.log).anyMatch(line -> line.contains(original.label() + " failed, but the task will not be"));
        engine.succeedResults(0);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("TSM-026")
    void theLossOfTheKilledCopysExecutorDoesNotRunTheTaskAgain() {
        TestEngine engine = engine(half(), 4, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        engine.advanceMillis(101);
        TaskAttempt original = copies(engine, 1).get(0);
        TaskAttempt copy = copies(engine, 1).get(1);
        engine.succeedMap(original, 0);
        engine.end(copy, new TaskEnd.Killed("another attempt succeeded", null, null));
        engine.lose(copy.executor());
        assertThat(copies(engine, 1)).isEmpty();
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .filteredOn(end -> end.task().attempt().index() == 1)
                .noneMatch(end -> end.end() instanceof TaskEnd.Resubmitted);
    }

    @Test
    void theLossOfTheWinnersExecutorRunsTheTaskAgain() {
        TestEngine engine = engine(half(), 4, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        engine.advanceMillis(101);
        TaskAttempt original = copies(engine, 1).get(0);
        TaskAttempt copy = copies(engine, 1).get(1);
        engine.succeedMap(original, 0);
        engine.lose(original.executor());
        assertThat(copies(engine, 1)).containsExactly(copy);
        engine.end(copy, new TaskEnd.Killed("another attempt succeeded", null, null));
        assertThat(copies(engine, 1)).singleElement().matches(again -> again.attemptNumber() == 2);
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .anyMatch(end -> end.end() instanceof TaskEnd.Resubmitted
                        && end.task().attempt().taskId() == original.taskId());
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void theLossOfTheLosersOutputIsToldOnceItCounts() {
        TestEngine engine = engine(half(), 4, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        engine.advanceMillis(101);
        TaskAttempt original = copies(engine, 1).get(0);
        TaskAttempt copy = copies(engine, 1).get(1);
        engine.succeedMap(copy, 0);
        engine.lose(copy.executor());
        engine.succeedMap(original, 0);
        engine.lose(original.executor());
        assertThat(engine.events(EngineEvent.TaskEnded.class))
                .filteredOn(end -> end.end() instanceof TaskEnd.Resubmitted)
                .extracting(end -> end.task().attempt().taskId())
                .contains(copy.taskId(), original.taskId());
    }

    @Test
    void aFailedCopyDoesNotStartTheTaskAgainWhileTheOtherRuns() {
        TestEngine engine = copied();
        TaskAttempt original = copies(engine, 1).get(0);
        engine.fail(copies(engine, 1).get(1), new IllegalStateException("boom"));
        assertThat(copies(engine, 1)).containsExactly(original);
        engine.advanceMillis(100);
        assertThat(copies(engine, 1)).hasSize(2);
        assertThat(copies(engine, 1).get(1).host()).isEqualTo("host2");
        engine.fail(original, new IllegalStateException("boom"));
        engine.fail(copies(engine, 1).get(0), new IllegalStateException("boom"));
        assertThat(copies(engine, 1)).singleElement().matches(again -> !again.speculative());
    }

    @Test
    @Tag("TSM-042")
    void outputsMadeByAnOlderAttemptTellNothingOfDurations() {
        TestEngine engine = engine(half(), 4, 1);
        engine.submit(Plans.job(0, 4, List.of(Plans.map(0, 1, 4)), 0));
        engine.succeedMaps(0, 0);
        List<TaskAttempt> old = engine.tasks(1);
        engine.failFetch(old.get(0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        engine.succeed(old.get(1));
        engine.succeed(old.get(2));
        engine.advanceMillis(MINUTE);
        assertThat(engine.events(EngineEvent.SpeculativeTaskSubmitted.class)).isEmpty();
    }

    @Test
    @Tag("TSM-050")
    void aCopyObeysItsTasksPreferenceAndNeverGoesWhereTheTaskRuns() {
        TestEngine engine = engine(half(), 2, 2);
        engine.locations = List.of(
                List.of(TaskLocation.host("host0")),
                List.of(TaskLocation.host("host0"), TaskLocation.host("host3")),
                List.of(TaskLocation.host("host1")),
                List.of(TaskLocation.host("host1"), TaskLocation.host("host2")));
        engine.submit(Plans.job(0, 4, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.succeed(engine.task(0, 0, 2));
        engine.prepareAtOnce = false;
        // Both free slots are on hosts where one of the two slow tasks runs: each is copied to the other's.
        engine.join("2", 1);
        engine.join("3", 1);
        engine.advanceMillis(101);
        assertThat(copies(engine, 1)).extracting(TaskAttempt::host).containsExactly("host0", "host3");
        assertThat(copies(engine, 3)).extracting(TaskAttempt::host).containsExactly("host1", "host2");
    }

    @Test
    void aCopyWaitsForAnotherHost() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withSpeculation(half()));
        engine.apply(new SchedulerEvent.ExecutorJoined("0", "near", 2));
        engine.apply(new SchedulerEvent.ExecutorJoined("1", "near", 2));
        engine.apply(new SchedulerEvent.ExecutorJoined("2", "far", 1));
        engine.submit(Plans.job(0, 3, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.succeed(engine.task(0, 0, 1));
        TaskAttempt far = engine.task(0, 0, 2);
        assertThat(far.host()).isEqualTo("far");
        engine.submit(Plans.job(1, 4, List.of()));
        engine.advanceMillis(101);
        assertThat(copies(engine, 2)).containsExactly(far);
        engine.succeed(engine.task(1, 0, 0));
        assertThat(copies(engine, 2)).extracting(TaskAttempt::host).containsExactly("far", "near");
    }

    @Test
    void ifThereIsOneHostACopyGoesToAnotherExecutor() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withSpeculation(half()));
        engine.apply(new SchedulerEvent.ExecutorJoined("0", "localhost", 4));
        engine.submit(Plans.job(0, 2, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.advanceMillis(MINUTE);
        assertThat(engine.events(EngineEvent.SpeculativeTaskSubmitted.class)).isEmpty();
        engine.apply(new SchedulerEvent.ExecutorJoined("1", "localhost", 1));
        engine.advanceMillis(100);
        assertThat(copies(engine, 1)).extracting(TaskAttempt::executor).containsExactly("0", "1");
    }

    @Test
    void tasksThatWaitGoBeforeSecondCopies() {
        TestEngine engine = engine(settings(0.25, 100, 0, false, 2), 2, 1);
        engine.submit(Plans.job(0, 4, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.advanceMillis(101);
        engine.succeed(engine.task(0, 0, 2));
        assertThat(copies(engine, 1)).hasSize(1);
        assertThat(copies(engine, 3)).hasSize(1);
        engine.succeed(engine.task(0, 0, 3));
        assertThat(copies(engine, 1)).hasSize(2);
    }

    @Test
    @Tag("OCC-001")
    void ofTwoCopiesOneCommits() {
        TestEngine engine = copied();
        TaskAttempt original = copies(engine, 1).get(0);
        TaskAttempt copy = copies(engine, 1).get(1);
        engine.apply(new SchedulerEvent.CommitRequested(copy.taskId()));
        engine.apply(new SchedulerEvent.CommitRequested(original.taskId()));
        assertThat(engine.commits).containsEntry(copy.taskId(), true).containsEntry(original.taskId(), false);
        engine.end(original, new TaskEnd.CommitDenied(0, 1, 0));
        assertThat(copies(engine, 1)).containsExactly(copy);
        engine.succeed(copy);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void aCancelledStagesCopiesAreBothAskedToEnd() {
        TestEngine engine = copied();
        engine.apply(new SchedulerEvent.JobCancelled(0, "because"));
        assertThat(engine.kills).hasSize(2);
    }
}
