// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExecutorLossTest {
    private static List<Long> ends(TestEngine engine) {
        return engine.events(EngineEvent.TaskEnded.class).stream()
                .map(end -> end.task().attempt().taskId())
                .toList();
    }

    @Test
    @Tag("TSM-044")
    void exactlyTheTasksOfALostExecutorEnd() {
        TestEngine engine = TestEngine.with(2, 2);
        engine.submit(Plans.job(0, 4, List.of()));
        List<TaskAttempt> there = engine.tasks(0).stream()
                .filter(task -> task.executor().equals("0"))
                .toList();
        engine.lose("0");
        assertThat(ends(engine))
                .containsExactlyElementsOf(
                        there.stream().map(TaskAttempt::taskId).toList());
        assertThat(engine.tasks(0)).hasSize(2).allMatch(task -> task.executor().equals("1"));
    }

    @Test
    @Tag("TSI-028")
    void nothingIsRememberedOfTheTasksOfALostExecutor() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of()));
        List<TaskAttempt> lost = engine.tasks(0);
        engine.lose("0");
        int told = ends(engine).size();
        for (TaskAttempt attempt : lost) {
            engine.end(attempt, new TaskEnd.Succeeded("late", null, null, null));
            engine.apply(new SchedulerEvent.TaskKillRequested(attempt.taskId(), true, "late"));
        }
        assertThat(ends(engine)).hasSize(told);
        assertThat(engine.kills).isEmpty();
        engine.join("1", 2);
        engine.succeedResults(0);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    @Tag("TSI-013")
    void tasksOfASilentExecutorRunElsewhereOnlyOnceItsLossIsKnown() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.join("1", 1);
        engine.advanceMillis(60_000);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::executor).containsExactly("0");
        engine.lose("0");
        assertThat(engine.tasks(0)).extracting(TaskAttempt::executor).containsExactly("1");
    }

    @Test
    @Tag("TSI-052")
    void aLossThatTheTaskMayHaveCausedCountsAsItsFailure() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withMaxTaskFailures(1));
        engine.join("0", 1);
        engine.join("1", 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.lose("0");
        assertThat(engine.ended.get(0))
                .isInstanceOfSatisfying(
                        JobOutcome.Aborted.class,
                        aborted -> assertThat(aborted.toString())
                                .contains(
                                        "Task 0 in stage 0.0 failed 1 times, most recent failure: Lost task 0.0 in stage 0.0 (TID 0)"
                                                + " (host0 executor 0): ExecutorLostFailure (executor 0 exited caused by one of the running"
                                                + " tasks) Reason: crashed"));
    }

    @Test
    void aLossThatIsNotTheTasksFaultDoesNotCount() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withMaxTaskFailures(1));
        engine.join("0", 1);
        engine.join("1", 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.running.clear();
        engine.apply(new SchedulerEvent.ExecutorLost("0", "taken away", false));
        engine.succeedResults(0);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }
}
