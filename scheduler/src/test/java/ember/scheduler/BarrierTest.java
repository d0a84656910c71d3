// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.task.LocalityWaits;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stages whose tasks all start together and fail together. */
class BarrierTest {
    private static JobPlan mapJob(int jobId, int maps) {
        return Plans.job(jobId, 1, List.of(Plans.barrierMap(0, maps, 1)), 0);
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
}
