// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static ember.scheduler.SpeculationTest.MINUTE;
import static ember.scheduler.SpeculationTest.copies;
import static ember.scheduler.SpeculationTest.engine;
import static ember.scheduler.SpeculationTest.settings;
import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After how long a task counts as slow, and how fast it may read and still count so. */
class SpeculationTimesTest {
    @Test
    @Tag("TSM-052")
    void fewTasksAreCopiedAfterAFixedTimeThoughNoneHasFinished() {
        TestEngine engine = engine(settings(0.9, 100, 60 * MINUTE, true, 2), 4, 2);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.advanceMillis(60 * MINUTE);
        assertThat(engine.running).hasSize(2);
        engine.advanceMillis(1);
        assertThat(copies(engine, 0)).hasSize(2);
        assertThat(copies(engine, 1)).hasSize(2);
    }

    @Test
    void aSetThatDoesNotFitIntoOneExecutorIsNotCopiedAfterAFixedTime() {
        TestEngine engine = engine(settings(0.9, 100, 60 * MINUTE, true, 2), 4, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.advanceMillis(61 * MINUTE);
        assertThat(engine.running).hasSize(2);
    }

    @Test
    @Tag("TSM-054")
    void withoutAFixedTimeNothingIsCopiedBeforeOthersHaveFinished() {
        TestEngine engine = engine(settings(0.9, 100, 0, true, 2), 4, 2);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.advanceMillis(60 * MINUTE);
        assertThat(engine.running).hasSize(2);
        assertThat(engine.events(EngineEvent.SpeculativeTaskSubmitted.class)).isEmpty();
    }

    @Test
    @Tag("TSM-057")
    void theUsualRuleHoldsBesideAFixedTime() {
        TestEngine engine = engine(settings(0.5, 100, 60 * MINUTE, true, 2), 4, 2);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.advanceMillis(1000);
        engine.succeed(engine.task(0, 0, 0));
        engine.advanceMillis(500);
        assertThat(copies(engine, 1)).hasSize(1);
        engine.advanceMillis(1);
        assertThat(copies(engine, 1)).hasSize(2);
    }

    @Test
    @Tag("TSM-061")
    void noTaskIsCopiedBeforeTheLeastRunTime() {
        TestEngine engine = engine(settings(0.5, 3000, 0, false, 2), 3, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        engine.advanceMillis(2000);
        assertThat(copies(engine, 1)).hasSize(1);
        engine.advanceMillis(2000);
        assertThat(copies(engine, 1)).hasSize(2);
    }

    private static TaskMetrics read(long records, long runMillis) {
        return new TaskMetrics.Builder()
                .add(TaskMetric.INPUT_RECORDS_READ, records)
                .add(TaskMetric.EXECUTOR_RUN_TIME, runMillis)
                .build();
    }

    /** Two tasks of four have read 10 records a millisecond; of the others, task 2 reads 1 and task 3 as fast as those. */
    private static TestEngine reading(long minRuntimeMillis, double factor) {
        TestEngine engine = engine(settings(0.5, minRuntimeMillis, 0, true, factor), 6, 1);
        engine.submit(Plans.job(0, 4, List.of()));
        engine.advanceMillis(1);
        engine.end(engine.task(0, 0, 0), new TaskEnd.Succeeded("a", null, null, read(10, 1)));
        engine.end(engine.task(0, 0, 1), new TaskEnd.Succeeded("b", null, null, read(10, 1)));
        engine.apply(new SchedulerEvent.TaskProgressed(engine.task(0, 0, 2).taskId(), read(1, 1)));
        engine.apply(new SchedulerEvent.TaskProgressed(engine.task(0, 0, 3).taskId(), read(10, 1)));
        engine.advanceMillis(1099);
        return engine;
    }

    @Test
    @Tag("TSM-063")
    void onlyATaskThatReadsSlowlyIsCopied() {
        assertThat(reading(0, 2).running)
                .as("the threshold is tiny: both are hopeless")
                .hasSize(4);
        TestEngine slowOnly = reading(600, 2);
        assertThat(copies(slowOnly, 2)).hasSize(2);
        assertThat(copies(slowOnly, 3)).hasSize(1);
        assertThat(reading(2000, 2).running).as("nobody has run so long").hasSize(2);
    }

    @Test
    @Tag("TSM-065")
    void aTaskThatReadsFastIsCopiedWhenItRunsVeryLong() {
        TestEngine engine = reading(600, 2);
        engine.advanceMillis(100);
        assertThat(copies(engine, 3)).hasSize(1);
        engine.advanceMillis(100);
        assertThat(copies(engine, 3)).hasSize(2);
        TestEngine patient = reading(600, 4);
        patient.advanceMillis(200);
        assertThat(copies(patient, 3)).hasSize(1);
    }
}
