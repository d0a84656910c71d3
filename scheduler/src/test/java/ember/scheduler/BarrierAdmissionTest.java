// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Barrier stages that cannot run, or not yet. */
class BarrierAdmissionTest {
    private static TestEngine engine(int executors, int slots, BarrierSettings barrier) {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withBarrier(barrier));
        for (int i = 0; i < executors; i++) {
            engine.join("" + i, slots);
        }
        return engine;
    }

    private static BarrierSettings settings(int checks, int waitSeconds) {
        return new BarrierSettings(1_000_000_000L, checks, waitSeconds * 1_000_000_000L);
    }

    private static JobPlan mapJob(int jobId, int maps) {
        return Plans.job(jobId, 1, List.of(Plans.barrierMap(0, maps, 1)), 0);
    }

    private static String failure(TestEngine engine, int jobId) {
        return ((JobOutcome.Aborted) engine.ended.get(jobId)).message();
    }

    @Test
    void aJobThatNeedsMoreSlotsThanThereAreIsTriedAgainAndThenFails() {
        TestEngine engine = engine(2, 2, settings(1, 3));
        engine.submit(Plans.barrierJob(0, 5, List.of()));
        assertThat(engine.ended).isEmpty();
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(1_000_000_000L);
        engine.advanceMillis(1000);
        assertThat(failure(engine, 0))
                .startsWith(
                        "[SPARK-24819]: Barrier execution mode does not allow run a barrier stage that requires more");
        assertThat(engine.log)
                .containsExactly(
                        "WARN DAGScheduler: Barrier stage in job 0 requires 5 slots, but only 4 are available. Will retry up"
                                + " to 1 more times",
                        "WARN DAGScheduler: Barrier stage in job 0 requires 5 slots, but only 4 are available. Will retry up"
                                + " to 0 more times");
        assertThat(engine.events(EngineEvent.JobStarted.class)).isEmpty();
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    @Tag("BAR-012")
    void aMapStageThatNeedsMoreSlotsThanThereAreFailsItsJobToo() {
        TestEngine engine = engine(1, 4, settings(2, 3));
        engine.submit(mapJob(0, 5));
        engine.advanceMillis(1000);
        engine.advanceMillis(1000);
        assertThat(failure(engine, 0)).startsWith("[SPARK-24819]");
    }

    @Test
    void aJobThatWaitsForSlotsBeginsWhenThereAreEnough() {
        TestEngine engine = engine(1, 2, settings(5, 3));
        engine.submit(Plans.barrierJob(0, 3, List.of()));
        engine.join("late", 1);
        assertThat(engine.tasks(0)).isEmpty();
        engine.advanceMillis(1000);
        assertThat(engine.tasks(0)).hasSize(3);
    }

    @Test
    void aJobThatWaitsForSlotsCanBeCancelled() {
        TestEngine engine = engine(1, 2, settings(5, 3));
        engine.submit(Plans.barrierJob(0, 3, List.of()));
        engine.apply(new SchedulerEvent.JobCancelled(0, "by hand"));
        assertThat(engine.ended.get(0)).isEqualTo(new JobOutcome.Cancelled("Job 0 cancelled by hand", false));
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aJobThatWaitsForSlotsEndsWithTheEngine() {
        TestEngine engine = engine(1, 2, settings(5, 3));
        engine.submit(Plans.barrierJob(0, 3, List.of()));
        engine.apply(new SchedulerEvent.EngineStopped());
        assertThat(engine.ended.get(0))
                .isEqualTo(new JobOutcome.Cancelled("Job 0 cancelled because SparkContext was shut down", true));
    }

    @Test
    void aMapStageJobDoesNotWaitForSlots() {
        TestEngine engine = engine(1, 2, settings(5, 3));
        engine.submit(Plans.mapStageJob(0, Plans.barrierMap(0, 3, 1), List.of()));
        assertThat(failure(engine, 0)).startsWith("[SPARK-24819]");
        assertThat(engine.log).contains("WARN DAGScheduler: Creating new stage failed due to exception - job: 0");
    }

    @Test
    @Tag("BAR-004")
    void aJobOnSomePartitionsOfABarrierRddFails() {
        TestEngine engine = TestEngine.with(1, 4);
        JobPlan whole = Plans.barrierJob(0, 4, List.of());
        engine.submit(Plans.onPartitions(whole, 1, 3));
        assertThat(failure(engine, 0))
                .startsWith(
                        "[SPARK-24820][SPARK-24821]: Barrier execution mode does not allow the following pattern of RDD"
                                + " chain within a barrier stage:\n1. Ancestor RDDs");
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }
}
