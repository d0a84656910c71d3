// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.BlockSizes;
import ember.model.JobOutcome;
import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.model.event.EngineEvent;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.SpeculationSettings;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stories of jobs and stages that Spark's own tests tell, where a transcript cannot show them. */
class DagScenarioTest {
    private static final long MILLI = 1_000_000;

    private static TestEngine speculating(int executors, int slots) {
        SpeculationSettings soon = new SpeculationSettings(true, 100 * MILLI, 1.5, 0.5, 100 * MILLI, 0, false, 0.75, 2);
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withSpeculation(soon));
        for (int i = 0; i < executors; i++) {
            engine.join("" + i, slots);
        }
        return engine;
    }

    private static List<TaskAttempt> attempts(TestEngine engine, int stageId, int partition) {
        return engine.tasks(stageId).stream()
                .filter(task -> task.partition() == partition)
                .toList();
    }

    @Test
    @Tag("DAG-050")
    void aJobEndsWhenTheOriginalOfACopyThatLostItsInputSucceeds() {
        TestEngine engine = speculating(3, 1);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 1, 2)), 0));
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(1, 0, 0));
        engine.advanceMillis(300);
        List<TaskAttempt> copies = attempts(engine, 1, 1);
        assertThat(copies).hasSize(2);
        engine.failFetch(copies.get(1), 0, 0, 0);
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).hasSize(1);
        engine.succeed(copies.get(0));
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.stageStory())
                .filteredOn(line -> line.startsWith("completed"))
                .containsExactly("completed 0.0 succeeded", "completed 1.0 failed", "completed 0.1 failed");
        assertThat(engine.scheduler.isEmpty()).isFalse();
        engine.end(engine.tasks(0).get(0), new TaskEnd.Killed("Stage cancelled", null, null));
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    @Tag("DAG-038")
    void copiesThatEndAfterTheirStageAreToldToo() {
        TestEngine engine = speculating(4, 1);
        engine.submit(Plans.job(0, 4, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.succeed(engine.task(0, 0, 1));
        engine.advanceMillis(300);
        List<TaskAttempt> third = attempts(engine, 0, 2);
        List<TaskAttempt> fourth = attempts(engine, 0, 3);
        assertThat(third).hasSize(2);
        engine.succeed(third.get(0));
        engine.succeed(fourth.get(0));
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        int told = engine.events(EngineEvent.TaskEnded.class).size();
        engine.succeed(third.get(1));
        engine.end(fourth.get(1), new TaskEnd.ResultLost());
        assertThat(engine.events(EngineEvent.TaskEnded.class)).hasSize(told + 2);
        assertThat(engine.results.get(0)).hasSize(4);
    }

    @Test
    @Tag("DAG-058")
    void aTaskThatSucceedsTwiceIsCountedOnce() {
        TestEngine engine = speculating(3, 1);
        engine.submit(Plans.job(0, 3, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.succeed(engine.task(0, 0, 1));
        engine.advanceMillis(300);
        List<TaskAttempt> copies = attempts(engine, 0, 2);
        assertThat(copies).hasSize(2);
        for (TaskAttempt copy : copies) {
            engine.end(copy, new TaskEnd.Succeeded("value", null, "updates", null));
        }
        assertThat(engine.accumulators).hasSize(1);
    }

    @Test
    @Tag("DAG-060")
    void whatFailedAndKilledTasksCountedIsMergedAsSuch() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.end(
                engine.task(0, 0, 0),
                new TaskEnd.Threw("X", "x", "X: x", null, TaskEnd.Retry.ALLOWED, "of the failed", null));
        engine.end(engine.task(0, 0, 0), new TaskEnd.Killed("by hand", "of the killed", null));
        engine.end(engine.task(0, 0, 0), new TaskEnd.Succeeded("a", null, "of the last", null));
        assertThat(engine.accumulators)
                .extracting(effect -> effect.updates() + " " + effect.failed())
                .containsExactly("of the failed true", "of the killed true", "of the last false");
    }

    @Test
    @Tag("DAG-017")
    void aTaskThatCannotBeStoppedDoesNotHoldItsJob() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        TaskAttempt task = engine.task(0, 0, 0);
        engine.apply(new SchedulerEvent.JobCancelled(0, "because"));
        assertThat(engine.ended.get(0)).isInstanceOf(JobOutcome.Cancelled.class);
        engine.submit(Plans.job(1, 1, List.of()));
        assertThat(engine.tasks(1)).isEmpty();
        engine.succeed(task);
        assertThat(engine.results).doesNotContainKey(0);
        engine.succeed(engine.task(1, 0, 0));
        assertThat(engine.ended.get(1)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("DAG-011")
    void eachCachedPartitionHasThePlacesThatKeepIt() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.cached("2", 7, 0);
        engine.cached("0", 7, 1);
        engine.cached("1", 7, 1);
        engine.cached("1", 7, 2);
        engine.submit(Plans.cachedJob(0, 7, 3, List.of()));
        assertThat(List.of(0, 1, 2))
                .extracting(partition -> engine.prepares.get(0).cached().of(7, partition))
                .containsExactly(
                        List.of(new TaskLocation("host2", "2")),
                        List.of(new TaskLocation("host0", "0"), new TaskLocation("host1", "1")),
                        List.of(new TaskLocation("host1", "1")));
    }

    @Test
    @Tag("DAG-140")
    void anOutputThatComesOutOtherwiseWhenMadeAgainIsTakenAsItIs() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        TaskAttempt again = engine.task(0, 1, 0);
        MapOutput larger =
                new MapOutput(0, 0, again.taskId(), again.executor(), again.host(), BlockSizes.of(new long[] {99}));
        engine.end(again, new TaskEnd.Succeeded(null, larger, null, null));
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("DAG-148")
    void whatIsNotKnownToBeCachedIsComputed() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.cachedJob(0, 7, 2, List.of(Plans.map(0, 1, 2)), 0));
        engine.succeedMaps(0, 0);
        engine.cached("0", 7, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void lossesThatWereAnnouncedCountNothingAndCostNoWait() {
        TestEngine engine = TestEngine.with(8, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        for (int round = 0; round < 6; round++) {
            TaskAttempt maker = engine.tasks(0).get(0);
            engine.succeedMaps(0, 0);
            TaskAttempt reader = engine.tasks(1).get(0);
            engine.lose(maker.executor());
            if (!engine.tasks(1).contains(reader)) {
                reader = engine.tasks(1).get(0);
            }
            engine.failFetch(reader, 0, 0, maker.taskId());
            assertThat(engine.tasks(0)).hasSize(1);
        }
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void whatALateReportFoundGoneIsNotReadAgain() {
        TestEngine engine = TestEngine.with(1, 3);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 2, 2)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt late = engine.task(1, 0, 1);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        engine.failFetch(late, 0, 1, 1);
        engine.failFetch(engine.task(1, 1, 0), 0, 1, 1);
        assertThat(engine.tasks(0)).singleElement().matches(task -> task.partition() == 1);
    }
}
