// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskLocality;
import ember.model.TaskLocation;
import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.SchedulingMode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void aTaskGoesWhereItsDataIsIfThatIsFree() {
        TestEngine engine = TestEngine.with(3, 1);
        engine.locations =
                List.of(List.of(new TaskLocation("host2", "2")), List.of(TaskLocation.host("host1")), List.of());
        engine.submit(Plans.job(0, 3, List.of()));
        assertThat(engine.tasks(0))
                .extracting(task -> task.partition() + "@" + task.executor() + " " + task.locality())
                .containsExactlyInAnyOrder("0@2 PROCESS_LOCAL", "1@1 NODE_LOCAL", "2@0 PROCESS_LOCAL");
    }

    @Test
    @Tag("TSI-030")
    void aTaskDoesNotWaitForItsPlace() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.locations = List.of(List.of(new TaskLocation("elsewhere", "9")));
        engine.submit(Plans.job(0, 1, List.of()));
        assertThat(engine.task(0, 0, 0).locality()).isEqualTo(TaskLocality.ANY);
    }

    @Test
    void fewTasksSpreadOverManyExecutors() {
        TestEngine engine = TestEngine.with(3, 4);
        engine.submit(Plans.job(0, 3, List.of()));
        assertThat(engine.tasks(0)).extracting(TaskAttempt::executor).containsExactly("0", "1", "2");
    }

    @Test
    void moreTasksThanSlotsWait() {
        TestEngine engine = TestEngine.with(2, 2);
        engine.submit(Plans.job(0, 10, List.of()));
        assertThat(engine.running).hasSize(4);
        engine.succeed(engine.task(0, 0, 3));
        assertThat(engine.running).hasSize(4);
        assertThat(engine.task(0, 0, 4).executor()).isEqualTo("1");
    }

    @Test
    @Tag("TSI-003")
    void aTaskOfTwoSlotsNeedsBothOnOneExecutor() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withSlotsPerTask(2));
        engine.join("0", 1);
        engine.join("1", 1);
        engine.submit(Plans.job(0, 2, List.of()));
        assertThat(engine.running).isEmpty();
        engine.join("2", 3);
        assertThat(engine.tasks(0)).extracting(TaskAttempt::executor).containsExactly("2");
    }

    @Test
    @Tag("TSM-003")
    void anExecutorTakesOneTaskAfterTheOtherAndTheSetEndsWithTheLast() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 3, List.of()));
        for (int partition = 0; partition < 3; partition++) {
            assertThat(engine.tasks(0)).extracting(TaskAttempt::partition).containsExactly(partition);
            assertThat(engine.log).noneMatch(line -> line.contains("Removed TaskSet"));
            engine.succeed(engine.task(0, 0, partition));
        }
        assertThat(engine.running).isEmpty();
        assertThat(engine.log).anyMatch(line -> line.contains("Removed TaskSet 0.0"));
    }

    @Test
    @Tag("TSM-037")
    void aTaskSetIsNamedByItsStageAttempt() {
        PoolSettings fair = new PoolSettings(SchedulingMode.FAIR, List.of());
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withPools(fair));
        engine.join("0", 2);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        assertThat(engine.log)
                .contains(
                        "INFO FairSchedulableBuilder: Added task set TaskSet_0.0 tasks to pool default",
                        "INFO FairSchedulableBuilder: Added task set TaskSet_0.1 tasks to pool default",
                        "INFO FairSchedulableBuilder: Added task set TaskSet_1.1 tasks to pool default");
    }

    @Test
    void aJobThatNothingRunsOfIsWarnedOfUntilItsFirstTaskStarts() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withStarvationTimeout(15_000_000_000L));
        engine.submit(Plans.job(0, 1, List.of()));
        String warning = "WARN TaskSchedulerImpl: Initial job has not accepted any resources; check your cluster UI to"
                + " ensure that workers are registered and have sufficient resources";
        engine.advanceMillis(14_999);
        assertThat(engine.log).doesNotContain(warning);
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(15_000_000_000L);
        engine.advanceMillis(1);
        engine.advanceMillis(15_000);
        assertThat(engine.log.stream().filter(warning::equals)).hasSize(2);
        engine.join("0", 1);
        assertThat(engine.scheduler.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        engine.lose("0");
        engine.submit(Plans.job(1, 1, List.of()));
        engine.advanceMillis(60_000);
        assertThat(engine.log.stream().filter(warning::equals)).hasSize(2);
    }
}
