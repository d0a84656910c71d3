// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.BarrierMethod;
import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.model.event.EngineEvent;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.task.LocalityWaits;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stages whose tasks all run at once, wait for each other, and fail together. */
class BarrierTest {
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

    private static void reach(TestEngine engine, TaskAttempt task, int epoch, BarrierMethod method, String message) {
        engine.apply(new SchedulerEvent.BarrierReached(task.taskId(), epoch, method, message));
    }

    private static void kill(TestEngine engine, TaskAttempt attempt) {
        engine.end(attempt, new TaskEnd.Killed("by hand", null, null));
    }

    private static String failure(TestEngine engine, int jobId) {
        return ((JobOutcome.Aborted) engine.ended.get(jobId)).message();
    }

    @Test
    @Tag("TSI-032")
    void noTaskStartsWhileThereAreTooFewFreeSlotsForAll() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.submit(Plans.barrierJob(1, 3, List.of()));
        assertThat(engine.tasks(1)).isEmpty();
        assertThat(engine.log)
                .contains(
                        "INFO TaskSchedulerImpl: Skip current round of resource offers for barrier stage 1 because the"
                                + " barrier taskSet requires 3 slots, while the total number of available slots is 2.");
        engine.succeedResults(0);
        assertThat(engine.tasks(1)).hasSize(3);
        assertThat(engine.log)
                .contains("INFO TaskSchedulerImpl: Successfully scheduled all the 3 tasks for barrier stage 1.");
    }

    @Test
    void everyTaskIsToldTheAddressesOfAll() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        for (Effect.LaunchTask launch : engine.running.values()) {
            assertThat(launch.barrierAddresses()).containsExactly("host0:0", "host1:0");
        }
    }

    @Test
    void tasksOfOtherStagesAreToldNoAddresses() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        assertThat(engine.running.values())
                .allSatisfy(launch -> assertThat(launch.barrierAddresses()).isEmpty());
    }

    @Test
    @Tag("TSI-038")
    void aSetBeforeTheBarrierSetTakesItsSlotFirst() {
        TestEngine engine = TestEngine.with(0, 1);
        engine.prepareAtOnce = false;
        for (int i = 0; i < 3; i++) {
            engine.join("" + i, 1);
        }
        engine.submit(Plans.job(0, 1, List.of()));
        engine.submit(Plans.barrierJob(1, 3, List.of()));
        engine.scheduler.apply(new SchedulerEvent.StagePrepared(1, 0, List.of()), 0);
        engine.apply(new SchedulerEvent.StagePrepared(0, 0, List.of()));
        assertThat(engine.tasks(0)).hasSize(1);
        assertThat(engine.tasks(1)).isEmpty();
    }

    @Test
    void setsBehindABarrierSetThatMustWaitUseTheSlots() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.submit(Plans.barrierJob(1, 2, List.of()));
        engine.submit(Plans.job(2, 1, List.of()));
        assertThat(engine.tasks(1)).isEmpty();
        assertThat(engine.tasks(2)).hasSize(1);
    }

    @Test
    @Tag("TSI-040")
    void aTaskThatFailsIsNotTriedAgainAlone() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.submit(mapJob(0, 2));
        engine.fail(engine.task(0, 0, 0), new IllegalStateException("boom"));
        assertThat(engine.tasks(0)).hasSize(1);
        assertThat(engine.kills).extracting(Effect.KillTask::taskId).containsExactly(1L);
        assertThat(engine.kills.get(0).interrupt()).isFalse();
        assertThat(engine.kills.get(0).reason())
                .isEqualTo("Stage cancelled: Task ShuffleMapTask(0, 0) from barrier stage ShuffleMapStage 0"
                        + " (map at Test.java:0) failed.");
    }

    @Test
    void theFailedStageSaysWhichTaskAndWhy() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(mapJob(0, 2));
        engine.fail(engine.task(0, 0, 1), new IllegalStateException("boom"));
        assertThat(engine.log)
                .contains("INFO DAGScheduler: Marking 0 (map at Test.java:0) as failed due to a barrier task failed.")
                .contains("INFO DAGScheduler: ShuffleMapStage 0 (map at Test.java:0) failed in 0 ms due to Stage failed"
                        + " because barrier task ShuffleMapTask(0, 1) finished unsuccessfully.\n"
                        + "java.lang.IllegalStateException: boom\n\tat Test")
                .contains("INFO DAGScheduler: Resubmitting ShuffleMapStage 0 (map at Test.java:0) due to barrier stage"
                        + " failure.");
    }

    @Test
    @Tag("DAG-034")
    void aKilledTaskTakesTheSuccessfulOutputOfItsStageWithIt() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(mapJob(0, 2));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        kill(engine, engine.task(0, 0, 1));
        assertThat(engine.stageStory()).containsExactly("submitted 0.0", "completed 0.0 failed");
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(200_000_000L);
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::stageAttempt).containsExactly(1, 1);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::partition).containsExactly(0, 1);
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("DAG-076")
    void twoFailuresOfOneAttemptMakeOneFurtherAttempt() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(mapJob(0, 2));
        TaskAttempt first = engine.task(0, 0, 0);
        TaskAttempt second = engine.task(0, 0, 1);
        engine.fail(first, new IllegalStateException("boom"));
        engine.fail(second, new IllegalStateException("boom"));
        engine.advanceMillis(200);
        engine.advanceMillis(200);
        assertThat(engine.stageStory()).containsExactly("submitted 0.0", "completed 0.0 failed", "submitted 0.1");
    }

    @Test
    void aFailureOfAnEarlierAttemptDoesNotFailTheLatest() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.submit(mapJob(0, 2));
        TaskAttempt slow = engine.task(0, 0, 1);
        engine.fail(engine.task(0, 0, 0), new IllegalStateException("boom"));
        engine.advanceMillis(200);
        kill(engine, slow);
        assertThat(engine.log)
                .contains(
                        "INFO DAGScheduler: Ignoring task failure from ShuffleMapTask(0, 1) as it's from ShuffleMapStage"
                                + " 0 attempt 0 and there is a more recent attempt for that stage (attempt 1) running");
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void anOutputThatComesAfterItsAttemptFailedDoesNotCount() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(mapJob(0, 2));
        TaskAttempt fast = engine.task(0, 0, 1);
        engine.fail(engine.task(0, 0, 0), new IllegalStateException("boom"));
        engine.succeedMap(fast, 0);
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).hasSize(2);
    }

    @Test
    void afterTooManyFailedAttemptsTheJobFails() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(mapJob(0, 2));
        for (int attempt = 0; attempt < 4; attempt++) {
            TaskAttempt other = engine.task(0, attempt, 1);
            engine.fail(engine.task(0, attempt, 0), new IllegalStateException("boom"));
            kill(engine, other);
            engine.advanceMillis(200);
        }
        assertThat(failure(engine, 0))
                .isEqualTo(
                        "Job aborted due to stage failure: ShuffleMapStage 0 (map at Test.java:0) has failed the maximum"
                                + " allowable number of times: 4. Most recent failure reason: Stage failed because barrier task"
                                + " ShuffleMapTask(0, 0) finished unsuccessfully.\n"
                                + "java.lang.IllegalStateException: boom\n\tat Test");
    }

    @Test
    void aResultStageIsNotTriedAgain() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        TaskAttempt other = engine.task(0, 0, 0);
        engine.fail(engine.task(0, 0, 1), new IllegalStateException("boom"));
        assertThat(failure(engine, 0))
                .isEqualTo("Job aborted due to stage failure: Could not recover from a failed barrier ResultStage. Most"
                        + " recent failure reason: Stage failed because barrier task ResultTask(0, 1) finished"
                        + " unsuccessfully.\njava.lang.IllegalStateException: boom\n\tat Test");
        kill(engine, other);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void aLostExecutorFailsTheStage() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.submit(mapJob(0, 2));
        TaskAttempt other = engine.task(0, 0, 1);
        engine.lose("0");
        assertThat(engine.kills).extracting(Effect.KillTask::taskId).containsExactly(other.taskId());
        kill(engine, other);
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::stageAttempt).containsExactly(1, 1);
    }

    @Test
    void aLostOutputOfARunningStageFailsIt() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.submit(mapJob(0, 2));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        engine.lose("0");
        assertThat(engine.stageStory()).containsExactly("submitted 0.0", "completed 0.0 failed");
        kill(engine, engine.task(0, 0, 1));
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::partition).containsExactly(0, 1);
    }

    @Test
    void aFetchFailureFromABarrierMapStageMakesItRunAgainAsAWhole() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(mapJob(0, 2));
        TaskAttempt writer = engine.task(0, 0, 1);
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 1, writer.taskId());
        engine.advanceMillis(200);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::partition).containsExactly(0, 1);
    }

    @Test
    void aBarrierMapStageThatLostAnInputRunsAgainAsAWhole() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 2), Plans.barrierMap(1, 2, 1, 0)), 1));
        TaskAttempt writer = engine.task(0, 0, 0);
        engine.succeedMaps(0, 0);
        engine.succeedMap(engine.task(1, 0, 0), 1);
        engine.failFetch(engine.task(1, 0, 1), 0, 0, writer.taskId());
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        assertThat(engine.tasks(1)).extracting(TaskAttempt::stageAttempt).containsExactly(1, 1);
    }

    @Test
    void aBarrierTaskThatLostAnInputEndsTheOthersToo() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 2), Plans.barrierMap(1, 2, 1, 0)), 1));
        TaskAttempt writer = engine.task(0, 0, 0);
        engine.succeedMaps(0, 0);
        TaskAttempt other = engine.task(1, 0, 0);
        engine.failFetch(engine.task(1, 0, 1), 0, 0, writer.taskId());
        assertThat(engine.kills).extracting(Effect.KillTask::taskId).containsExactly(other.taskId());
    }

    @Test
    void aBarrierResultStageThatLostAnInputFailsItsJob() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.barrierJob(0, 2, List.of(Plans.map(0, 1, 2)), 0));
        TaskAttempt writer = engine.task(0, 0, 0);
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 1), 0, 0, writer.taskId());
        assertThat(failure(engine, 0))
                .isEqualTo("Job aborted due to stage failure: Could not recover from a failed barrier ResultStage. Most"
                        + " recent failure reason: lost block");
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
        TestEngine engine = engine(2, 1, settings(1, 3));
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
        TestEngine engine = engine(2, 1, settings(1, 3));
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

    /** Two tasks that want to be on executor 0, which has room for one, and would wait 3 s for it. */
    private static TestEngine nearOneExecutor(boolean legacyReset) {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withLocalityWaits(
                new LocalityWaits(3_000_000_000L, 3_000_000_000L, legacyReset)));
        engine.join("0", 1);
        engine.join("1", 1);
        engine.locations = List.of(List.of(new TaskLocation("host0", "0")), List.of(new TaskLocation("host0", "0")));
        engine.submit(Plans.barrierJob(0, 2, List.of()));
        return engine;
    }

    @Test
    @Tag("TSI-050")
    void aSlotThatIsReservedInVainGoesToTheSetBehind() {
        TestEngine engine = nearOneExecutor(false);
        assertThat(engine.running).isEmpty();
        assertThat(engine.log)
                .contains(
                        "INFO TaskSchedulerImpl: Releasing the assigned resource offers since only partial tasks can be"
                                + " launched. Waiting for later round resource offers.");
        engine.locations = List.of();
        engine.submit(Plans.job(1, 2, List.of()));
        assertThat(engine.tasks(0)).isEmpty();
        assertThat(engine.tasks(1)).hasSize(2);
        engine.advanceMillis(6000);
        engine.succeedResults(1);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::executor).containsExactly("0", "1");
    }

    @Test
    void waitingForLocalityEndsForABarrierSetUnderTheLegacyRuleToo() {
        TestEngine engine = nearOneExecutor(true);
        assertThat(engine.running).isEmpty();
        engine.advanceMillis(3000);
        engine.advanceMillis(3000);
        assertThat(engine.tasks(0)).hasSize(2);
    }
}
