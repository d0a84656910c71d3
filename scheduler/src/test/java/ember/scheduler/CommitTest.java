// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
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
    void aFailedAttemptGivesWayToTheNext() { // OCC-005
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        TaskAttempt first = engine.task(0, 0, 0);
        assertThat(asks(engine, first)).isTrue();
        engine.fail(first, new IllegalStateException("boom"));
        assertThat(asks(engine, first)).isFalse();
        assertThat(asks(engine, engine.task(0, 0, 0))).isTrue();
    }

    @Test
    void whatTheFirstStageAttemptCommittedTheSecondMayNot() { // OCC-007
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
