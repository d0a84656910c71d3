// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageSpec;
import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.PoolSettings.Pool;
import ember.scheduler.task.SchedulingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PoolsTest {
    private static TestEngine fair(Pool... pools) {
        return new TestEngine(SchedulerConfig.DEFAULT.withPools(new PoolSettings(SchedulingMode.FAIR, List.of(pools))));
    }

    /** A job of one stage; its stage gets the job's id, for they are submitted in order. */
    private static JobPlan job(int jobId, int tasks, String pool) {
        int[] all = new int[tasks];
        for (int i = 0; i < tasks; i++) {
            all[i] = i;
        }
        return Plans.job(
                jobId, tasks, all, List.of(), pool == null ? Map.of() : Map.of(PoolSettings.POOL_PROPERTY, pool));
    }

    /** One slot after the other becomes free. @return the stages whose tasks took them */
    private static List<Integer> slotsGoTo(TestEngine engine, int slots) {
        List<Integer> stages = new ArrayList<>();
        int known = engine.running.size();
        for (int i = 0; i < slots; i++) {
            engine.join("slot" + known + "." + i, 1);
            engine.running.values().stream()
                    .skip(stages.size() + known)
                    .forEach(task -> stages.add(task.attempt().stageId()));
        }
        return stages;
    }

    @Test
    @Tag("POOL-001")
    void inFifoModeTheStageOfTheEarlierJobComesFirst() {
        TestEngine engine = TestEngine.with(0, 0);
        for (int job = 0; job < 3; job++) {
            engine.submit(job(job, 2, null));
        }
        assertThat(slotsGoTo(engine, 6)).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void inFifoModeNobodyChoosesAPool() {
        TestEngine engine = TestEngine.with(0, 0);
        engine.submit(job(0, 2, "mine"));
        engine.submit(job(1, 2, null));
        assertThat(slotsGoTo(engine, 4)).containsExactly(0, 0, 1, 1);
        assertThat(engine.log).noneMatch(line -> line.contains("FairSchedulableBuilder"));
        engine.succeedResults(0);
        assertThat(engine.log)
                .contains("INFO TaskSchedulerImpl: Removed TaskSet 0.0 whose tasks have all completed, from pool ");
    }

    @Test
    void poolsBelowTheirMinimumShareComeFirst() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FIFO, 0, 100), new Pool("b", SchedulingMode.FIFO, 2, 1));
        engine.submit(job(0, 9, "a"));
        engine.submit(job(1, 9, "b"));
        assertThat(slotsGoTo(engine, 5)).containsExactly(1, 1, 0, 0, 0);
    }

    @Test
    void ofNeedyPoolsTheOneWithLeastOfItsShareComesFirst() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FIFO, 4, 1), new Pool("b", SchedulingMode.FIFO, 2, 1));
        engine.submit(job(0, 9, "a"));
        engine.submit(job(1, 9, "b"));
        // a has 0/4, then 1/4 against 0/2, then 1/4 against 1/2, 2/4 against 1/2 ...
        assertThat(slotsGoTo(engine, 6)).containsExactly(0, 1, 0, 0, 1, 0);
    }

    @Test
    void poolsThatAreNotNeedyShareByWeight() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FIFO, 0, 2), new Pool("b", SchedulingMode.FIFO, 0, 1));
        engine.submit(job(0, 9, "a"));
        engine.submit(job(1, 9, "b"));
        assertThat(slotsGoTo(engine, 6)).containsExactly(0, 1, 0, 0, 1, 0);
    }

    @Test
    void poolsInEqualNeedComeByName() {
        TestEngine engine = fair(new Pool("b", SchedulingMode.FIFO, 0, 1), new Pool("a", SchedulingMode.FIFO, 0, 1));
        engine.submit(job(0, 2, "b"));
        engine.submit(job(1, 2, "a"));
        assertThat(slotsGoTo(engine, 4)).containsExactly(1, 0, 1, 0);
    }

    @Test
    void insideAFifoPoolTheEarlierJobComesFirst() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FIFO, 0, 1));
        engine.submit(job(0, 3, "a"));
        engine.submit(job(1, 3, "a"));
        assertThat(slotsGoTo(engine, 4)).containsExactly(0, 0, 0, 1);
    }

    @Test
    void insideAFairPoolTheSetWithFewerRunningTasksComesFirst() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FAIR, 0, 1));
        engine.submit(job(0, 3, "a"));
        engine.submit(job(1, 3, "a"));
        assertThat(slotsGoTo(engine, 4)).containsExactly(0, 1, 0, 1);
    }

    @Test
    void whatEndedNoLongerCountsAsAShare() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FIFO, 0, 1), new Pool("b", SchedulingMode.FIFO, 0, 1));
        engine.submit(job(0, 9, "a"));
        engine.submit(job(1, 9, "b"));
        assertThat(slotsGoTo(engine, 4)).containsExactly(0, 1, 0, 1);
        engine.succeed(engine.task(0, 0, 0));
        // The freed slot went back to a, which had one task less.
        assertThat(engine.tasks(0)).hasSize(2);
        assertThat(engine.tasks(1)).hasSize(2);
    }

    @Test
    void aRoundGivesTheFirstPoolAllThatItCanUse() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FIFO, 0, 1), new Pool("b", SchedulingMode.FIFO, 0, 1));
        engine.submit(job(0, 3, "a"));
        engine.submit(job(1, 3, "b"));
        engine.join("large", 4);
        assertThat(engine.tasks(0)).hasSize(3);
        assertThat(engine.tasks(1)).hasSize(1);
    }

    @Test
    @Tag("POOL-007")
    void aJobThatNamesNoPoolGoesToTheDefaultPool() {
        TestEngine engine = fair(new Pool("a", SchedulingMode.FIFO, 0, 1));
        engine.submit(job(0, 1, null));
        assertThat(engine.log)
                .contains("INFO FairSchedulableBuilder: Added task set TaskSet_0.0 tasks to pool default");
        assertThat(slotsGoTo(engine, 1)).containsExactly(0);
        engine.succeedResults(0);
        assertThat(engine.log)
                .contains(
                        "INFO TaskSchedulerImpl: Removed TaskSet 0.0 whose tasks have all completed, from pool default");
    }

    @Test
    void aPoolThatNobodyConfiguredIsMadeWithAWarning() {
        TestEngine engine = fair();
        engine.submit(job(0, 1, "mine"));
        engine.submit(job(1, 1, "mine"));
        assertThat(engine.log)
                .containsOnlyOnce(
                        "WARN FairSchedulableBuilder: A job was submitted with scheduler pool mine, which has not been"
                                + " configured. This can happen when the file that pools are read from isn't set, or when"
                                + " that file doesn't contain mine. Created mine with default configuration"
                                + " (schedulingMode: FIFO, minShare: 0, weight: 1")
                .contains("INFO FairSchedulableBuilder: Added task set TaskSet_1.0 tasks to pool mine");
    }

    @Test
    @Tag("POOL-009")
    void aPoolHasOneOfTwoModes() {
        assertThatThrownBy(() -> SchedulingMode.valueOf("NONE")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPoolNeedsAShareAndAWeightThatMeanSomething() {
        assertThatThrownBy(() -> new Pool("a", SchedulingMode.FIFO, -1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pool("a", SchedulingMode.FIFO, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSharedStageKeepsItsPlaceWhenItsFirstJobEndsAndTriesAgainInThatOfTheNext() {
        TestEngine engine = fair();
        engine.join("0", 1);
        List<StageSpec> shared = List.of(Plans.map(0, 1, 1));
        engine.submit(Plans.job(0, 1, new int[] {0}, shared, Map.of(PoolSettings.POOL_PROPERTY, "a"), 0));
        engine.submit(Plans.job(1, 1, new int[] {0}, shared, Map.of(PoolSettings.POOL_PROPERTY, "b"), 0));
        engine.apply(new SchedulerEvent.JobCancelled(0, null));
        engine.succeedMaps(0, 0);
        assertThat(engine.log)
                .contains("INFO TaskSchedulerImpl: Removed TaskSet 0.0 whose tasks have all completed, from pool a");
        engine.failFetch(engine.task(2, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        assertThat(engine.log).contains("INFO FairSchedulableBuilder: Added task set TaskSet_0.1 tasks to pool b");
    }
}
