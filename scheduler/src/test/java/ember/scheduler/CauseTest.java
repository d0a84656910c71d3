// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.OutputLoss;
import ember.model.event.RunCause;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why stages and tasks run, as listeners and the log are told. */
class CauseTest {
    private static StageInfo submitted(TestEngine engine, int stageId, int attempt) {
        return engine.events(EngineEvent.StageSubmitted.class).stream()
                .map(EngineEvent.StageSubmitted::stage)
                .filter(stage -> stage.stageId() == stageId && stage.attempt() == attempt)
                .findFirst()
                .orElseThrow();
    }

    private static RunCause causeOf(TestEngine engine, TaskAttempt attempt) {
        return engine.events(EngineEvent.TaskStarted.class).stream()
                .map(EngineEvent.TaskStarted::task)
                .filter(task -> task.attempt().taskId() == attempt.taskId())
                .findFirst()
                .orElseThrow()
                .cause();
    }

    @Test
    void aStageRunsFirstForTheJobThatNeedsIt() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(7, 1, List.of(Plans.map(0, 1, 1)), 0));
        assertThat(submitted(engine, 0, 0).cause()).isEqualTo(new StageCause.FirstRun(7));
        assertThat(engine.log)
                .contains("INFO DAGScheduler: ShuffleMapStage 0 (map at Test.java:0) runs as attempt 0 because job 7"
                        + " needs it for the first time");
    }

    @Test
    void aStageThatIsSkippedNamesTheJobThatMadeItsOutputs() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 1, 1)), 0));
        StageInfo skipped =
                engine.events(EngineEvent.JobStarted.class).get(1).stages().get(0);
        assertThat(skipped.cause()).isEqualTo(new StageCause.OutputsThere(0, 0));
        assertThat(skipped.detailsAndCause())
                .isEqualTo("stack\nNot run because its outputs (shuffle 0) were made by job 0");
    }

    @Test
    void bothStagesOfAFetchFailureSayWhatHappened() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 2, 2)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt second = engine.task(1, 0, 1);
        engine.failFetch(engine.task(1, 0, 0), 0, 1, 1);
        engine.failFetch(second, 0, 0, 0);
        engine.advanceMillis(200);
        assertThat(submitted(engine, 0, 1).cause())
                .isEqualTo(new StageCause.OutputsLost(
                        0, List.of(new OutputLoss(OutputLoss.Kind.UNREADABLE, "task 0.0 in stage 1.0 (TID 2)", 2))));
        engine.succeedMaps(0, 0);
        StageInfo reader = submitted(engine, 1, 1);
        assertThat(reader.cause()).isEqualTo(new StageCause.InputLost("task 0.0 in stage 1.0 (TID 2)", 0, 1));
        assertThat(reader.detailsAndCause())
                .isEqualTo("stack\nRan because task 0.0 in stage 1.0 (TID 2) could not read output 1 of shuffle 0");
    }

    @Test
    void outputsLostWithExecutorsAreToldByExecutor() {
        TestEngine engine = TestEngine.with(2, 2);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        engine.lose("0");
        engine.lose("1");
        engine.join("2", 3);
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 3, 1)), 0));
        StageCause cause = submitted(engine, 2, 0).cause();
        assertThat(cause)
                .isEqualTo(new StageCause.OutputsLost(
                        0,
                        List.of(
                                new OutputLoss(OutputLoss.Kind.EXECUTOR, "0", 2),
                                new OutputLoss(OutputLoss.Kind.EXECUTOR, "1", 1))));
        assertThat(cause.sentence())
                .isEqualTo("2 of its outputs were lost with executor 0, and 1 of its outputs was lost with executor 1");
    }

    @Test
    void outputsThatACancelledJobLeftUnmadeAreToldSo() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt unfinished = engine.task(0, 0, 1);
        engine.apply(new SchedulerEvent.JobCancelled(0, "because"));
        engine.end(unfinished, new TaskEnd.Killed("cancelled", null, null));
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 2, 1)), 0));
        assertThat(submitted(engine, 2, 0).cause()).isEqualTo(new StageCause.OutputsUnfinished(1, 0, 1));
    }

    @Test
    void parentsLostBeforeTheTasksStartAreTold() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.prepareAtOnce = false;
        engine.succeedMaps(0, 0);
        engine.lose("0");
        engine.prepareAtOnce = true;
        engine.apply(new SchedulerEvent.StagePrepared(1, 0, List.of()));
        engine.succeedMaps(0, 0);
        assertThat(submitted(engine, 1, 1).cause()).isEqualTo(new StageCause.ParentsLost(0));
    }

    @Test
    void aTaskThatIsTriedAgainSaysHowItsLastAttemptEnded() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        assertThat(causeOf(engine, engine.task(0, 0, 0))).isEqualTo(TaskCause.First.INSTANCE);
        engine.fail(engine.task(0, 0, 0), new IllegalStateException("boom\nand more"));
        assertThat(causeOf(engine, engine.task(0, 0, 0)))
                .isEqualTo(new TaskCause.Failed(0, 1, "java.lang.IllegalStateException: boom"));
        engine.end(engine.task(0, 0, 0), new TaskEnd.Killed("by hand", null, null));
        assertThat(causeOf(engine, engine.task(0, 0, 0))).isEqualTo(new TaskCause.Killed(1, "by hand"));
        engine.end(engine.task(0, 0, 0), new TaskEnd.CommitDenied(0, 0, 2));
        assertThat(causeOf(engine, engine.task(0, 0, 0))).isEqualTo(new TaskCause.CommitDenied(2));
        String executor = engine.task(0, 0, 0).executor();
        engine.lose(executor);
        assertThat(causeOf(engine, engine.task(0, 0, 0))).isEqualTo(new TaskCause.ExecutorLost(3, executor));
    }

    @Test
    void aMapTaskWhoseOutputWentWithItsExecutorSaysSo() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        engine.lose("0");
        engine.join("2", 3);
        assertThat(causeOf(engine, engine.task(0, 0, 0))).isEqualTo(new TaskCause.Resubmitted(0, "0"));
    }

    @Test
    void aTaskSaysWhoseOutputWasLostAlsoIfAnOlderStageAttemptHadMadeIt() {
        TestEngine engine = TestEngine.with(2, 3);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 3), Plans.map(1, 3, 1, 0)), 1));
        engine.succeedMaps(0, 0);
        TaskAttempt older = engine.task(1, 0, 2);
        TaskAttempt other = engine.tasks(1).stream()
                .filter(task -> !task.executor().equals(older.executor()))
                .findFirst()
                .orElseThrow();
        engine.failFetch(other, 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        TaskAttempt newer = engine.task(1, 1, 2);
        engine.succeedMap(older, 1);
        engine.fail(newer, new IllegalStateException("boom"));
        engine.lose(older.executor());
        TaskAttempt again = engine.task(1, 1, 2);
        assertThat(causeOf(engine, again)).isEqualTo(new TaskCause.Resubmitted(older.taskId(), older.executor()));
        engine.fail(again, new IllegalStateException("boom"));
        assertThat(causeOf(engine, engine.task(1, 1, 2)))
                .isEqualTo(new TaskCause.Failed(again.taskId(), 1, "java.lang.IllegalStateException: boom"));
    }

    @Test
    void aTaskSaysWhoseOutputWasLostAlsoIfItsOtherCopyWasKilledAfterThat() {
        TestEngine engine = SpeculationTest.engine(SpeculationTest.half(), 5, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        TaskAttempt original = engine.task(0, 0, 1);
        engine.advanceMillis(101);
        TaskAttempt copy = SpeculationTest.copies(engine, 1).get(1);
        engine.succeedMap(original, 0);
        engine.end(copy, new TaskEnd.Killed("another attempt succeeded", null, null));
        engine.lose(original.executor());
        assertThat(causeOf(engine, engine.task(0, 0, 1)))
                .isEqualTo(new TaskCause.Resubmitted(original.taskId(), original.executor()));
    }
}
