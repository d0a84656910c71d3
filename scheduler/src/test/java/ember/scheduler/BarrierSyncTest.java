// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.BarrierMethod;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks of a barrier stage that wait for each other. */
class BarrierSyncTest {
    private static TestEngine withTimeoutOf3Seconds() {
        TestEngine engine = new TestEngine(
                SchedulerConfig.DEFAULT.withBarrier(new BarrierSettings(1_000_000_000L, 1, 3_000_000_000L)));
        engine.join("0", 1);
        engine.join("1", 1);
        return engine;
    }

    private static void reach(TestEngine engine, TaskAttempt task, int epoch, BarrierMethod method, String message) {
        engine.apply(new SchedulerEvent.BarrierReached(task.taskId(), epoch, method, message));
    }

    private static void kill(TestEngine engine, TaskAttempt attempt) {
        engine.end(attempt, new TaskEnd.Killed("by hand", null, null));
    }

    @Test
    void allAreAnsweredWhenTheLastHasCome() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        reach(engine, engine.task(0, 0, 1), 0, BarrierMethod.ALL_GATHER, "b");
        assertThat(engine.barrierAnswers).isEmpty();
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.ALL_GATHER, "a");
        assertThat(engine.barrierAnswers.values()).hasSize(2).allSatisfy(answer -> {
            assertThat(answer.failure()).isNull();
            assertThat(answer.messages()).containsExactly("a", "b");
        });
        assertThat(engine.log)
                .contains("INFO BarrierCoordinator: Current barrier epoch for Stage 0 (Attempt 0) is 0.")
                .contains("INFO BarrierCoordinator: Barrier sync epoch 0 from Stage 0 (Attempt 0) received update from"
                        + " Task 1, current progress: 1/2.")
                .contains("INFO BarrierCoordinator: Barrier sync epoch 0 from Stage 0 (Attempt 0) received all updates"
                        + " from tasks, finished successfully.");
    }

    @Test
    void aTaskThatAsksTwiceCountsOnce() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.BARRIER, "");
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.BARRIER, "");
        assertThat(engine.barrierAnswers).isEmpty();
    }

    @Test
    void aSyncThatIsOverIsNotJoined() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.BARRIER, "");
        reach(engine, engine.task(0, 0, 1), 0, BarrierMethod.BARRIER, "");
        reach(engine, engine.task(0, 0, 1), 0, BarrierMethod.BARRIER, "");
        assertThat(engine.barrierAnswers.get(1L).failure())
                .isEqualTo("The request to sync of Stage 0 (Attempt 0) with barrier epoch 0 has already finished. Maybe"
                        + " task 1 is not properly killed.");
    }

    @Test
    void tasksThatCallDifferentMethodsAllFail() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.BARRIER, "");
        reach(engine, engine.task(0, 0, 1), 0, BarrierMethod.ALL_GATHER, "x");
        String failure =
                "Different barrier sync types found for the sync Stage 0 (Attempt 0): BARRIER, ALL_GATHER. Please"
                        + " use the same barrier sync type within a single sync.";
        assertThat(engine.barrierAnswers.values())
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.failure()).isEqualTo(failure));
        engine.barrierAnswers.clear();
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.BARRIER, "");
        assertThat(engine.barrierAnswers.get(0L).failure()).isEqualTo(failure);
    }

    @Test
    void aSyncForWhichNotAllComeInTimeFailsAndMayBeTriedAgain() {
        TestEngine engine = withTimeoutOf3Seconds();
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.BARRIER, "");
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(3_000_000_000L);
        engine.advanceMillis(2999);
        assertThat(engine.barrierAnswers).isEmpty();
        engine.advanceMillis(1);
        assertThat(engine.barrierAnswers.get(0L).failure())
                .isEqualTo(
                        "The coordinator didn't get all barrier sync requests for barrier epoch 0 from Stage 0 (Attempt"
                                + " 0) within 3 second(s).");
        reach(engine, engine.task(0, 0, 0), 0, BarrierMethod.BARRIER, "");
        reach(engine, engine.task(0, 0, 1), 0, BarrierMethod.BARRIER, "");
        assertThat(engine.barrierAnswers.get(0L).failure()).isNull();
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSyncIsForgottenWithItsAttempt() {
        TestEngine engine = withTimeoutOf3Seconds();
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        TaskAttempt waiting = engine.task(0, 0, 0);
        reach(engine, waiting, 0, BarrierMethod.BARRIER, "");
        engine.fail(engine.task(0, 0, 1), new IllegalStateException("boom"));
        kill(engine, waiting);
        assertThat(engine.scheduler.isEmpty()).isTrue();
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTaskThatRunsNoMoreIsNotAnswered() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        TaskAttempt gone = engine.task(0, 0, 0);
        engine.succeed(gone);
        reach(engine, gone, 0, BarrierMethod.BARRIER, "");
        reach(engine, engine.task(0, 0, 1), 0, BarrierMethod.BARRIER, "");
        assertThat(engine.barrierAnswers).isEmpty();
    }
}
