// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocality;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.OutputCommitCoordinator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CommitTest {
    private static boolean asks(TestEngine engine, TaskAttempt attempt) {
        engine.apply(new SchedulerEvent.CommitRequested(attempt.taskId()));
        return engine.commits.get(attempt.taskId());
    }

    @Test
    void nobodyIsToldYesTwice() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        TaskAttempt task = engine.task(0, 0, 0);
        assertThat(asks(engine, task)).isTrue();
        assertThat(asks(engine, task)).isFalse();
    }

    @Test
    @Tag("OCC-003")
    void aTaskThatIsAlwaysDeniedIsTriedForEverAndItsJobDoesNotEnd() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withMaxTaskFailures(1));
        engine.join("0", 1);
        engine.submit(Plans.job(0, 1, List.of()));
        for (int attempt = 0; attempt < 100; attempt++) {
            engine.end(engine.task(0, 0, 0), new TaskEnd.CommitDenied(0, 0, attempt));
            engine.advanceMillis(50);
        }
        assertThat(engine.ended).isEmpty();
        assertThat(engine.results).isEmpty();
        assertThat(engine.log)
                .contains("INFO OutputCommitCoordinator: Task was denied committing, stage: 0.0, partition: 0,"
                        + " attempt: 99");
    }

    @Test
    @Tag("OCC-005")
    void aFailedAttemptGivesWayToTheNext() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        TaskAttempt first = engine.task(0, 0, 0);
        assertThat(asks(engine, first)).isTrue();
        engine.fail(first, new IllegalStateException("boom"));
        assertThat(asks(engine, first)).isFalse();
        assertThat(asks(engine, engine.task(0, 0, 0))).isTrue();
    }

    @Test
    void anAttemptThatWasRefusedBeforeItWasAllowedKeepsNobodyElseFromCommitting() {
        OutputCommitCoordinator coordinator = new OutputCommitCoordinator(new Outbox(LogLevel.WARN));
        coordinator.stageStart(0, 0);
        assertThat(coordinator.canCommit(attempt(0, 0))).isTrue();
        assertThat(coordinator.canCommit(attempt(0, 1))).isFalse();
        coordinator.taskCompleted(attempt(0, 0), new TaskEnd.ResultLost());
        assertThat(coordinator.canCommit(attempt(0, 1))).isTrue();
        coordinator.taskCompleted(attempt(0, 1), new TaskEnd.CommitDenied(0, 0, 1));
        assertThat(coordinator.canCommit(attempt(0, 2))).isTrue();
    }

    @Test
    @Tag("OCC-005")
    void anAttemptThatIsMarkedAsFailedIsDenied() {
        Outbox outbox = new Outbox(LogLevel.DEBUG);
        OutputCommitCoordinator coordinator = new OutputCommitCoordinator(outbox);
        coordinator.stageStart(0, 0);
        coordinator.taskCompleted(attempt(0, 0), new TaskEnd.ResultLost());
        assertThat(coordinator.canCommit(attempt(0, 0))).isFalse();
        assertThat(coordinator.canCommit(attempt(0, 1))).isTrue();
        assertThat(coordinator.canCommit(attempt(0, 2))).isFalse();
        TestEngine lines = new TestEngine(SchedulerConfig.DEFAULT);
        outbox.drainTo(lines);
        assertThat(lines.log)
                .containsExactly(
                        "INFO OutputCommitCoordinator: Commit denied for stage=0.0, partition=0: task attempt 0 already"
                                + " marked as failed.",
                        "DEBUG OutputCommitCoordinator: Commit allowed for stage=0.0, partition=0, task attempt 1",
                        "DEBUG OutputCommitCoordinator: Commit denied for stage=0.0, partition=0: already committed by"
                                + " TaskIdentifier(0,1)");
    }

    @Test
    @Tag("OCC-007")
    void anAttemptIsKnownByItsStageAttemptToo() {
        OutputCommitCoordinator coordinator = new OutputCommitCoordinator(new Outbox(LogLevel.WARN));
        coordinator.stageStart(0, 0);
        coordinator.taskCompleted(attempt(1, 0), new TaskEnd.ResultLost());
        coordinator.stageStart(0, 0);
        assertThat(coordinator.canCommit(attempt(1, 0))).isFalse();
        assertThat(coordinator.canCommit(attempt(2, 0))).isTrue();
        coordinator.taskCompleted(attempt(2, 0), new TaskEnd.Killed("why", null, null));
        assertThat(coordinator.canCommit(attempt(3, 0))).isTrue();
    }

    private static TaskAttempt attempt(int stageAttempt, int attemptNumber) {
        return new TaskAttempt(
                0, 0, stageAttempt, 0, 0, 0, attemptNumber, "0", "host0", TaskLocality.PROCESS_LOCAL, false);
    }

    @Test
    @Tag("OCC-009")
    void aJobThatEndedLeavesNothingBehindWhateverWasAsked() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        assertThat(asks(engine, engine.task(0, 0, 0))).isTrue();
        TaskAttempt last = engine.task(0, 0, 1);
        engine.succeedResults(0);
        assertThat(engine.scheduler.isEmpty()).isTrue();
        assertThat(asks(engine, last)).isFalse();
    }

    @Test
    @Tag("OCC-007")
    void whatTheFirstStageAttemptCommittedTheSecondMayNot() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 1, 2)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt zombie = engine.task(1, 0, 0);
        assertThat(asks(engine, zombie)).isTrue();
        engine.failFetch(engine.task(1, 0, 1), 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        TaskAttempt second = engine.task(1, 1, 0);
        assertThat(asks(engine, second)).isFalse();
        engine.end(second, new TaskEnd.CommitDenied(1, 0, 0));
        engine.succeed(zombie);
        engine.succeedResults(1);
        assertThat(engine.results.get(0)).containsOnlyKeys(0, 1);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void aTaskThatIsNotRunningMayNotCommit() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.apply(new SchedulerEvent.CommitRequested(77));
        assertThat(engine.commits).containsEntry(77L, false);
    }
}
