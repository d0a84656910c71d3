// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.JobTags;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static JobPlan grouped(int jobId, String group, String tags) {
        return Plans.job(
                jobId, 1, new int[] {0}, List.of(), Map.of(JobTags.GROUP_PROPERTY, group, JobTags.TAGS_PROPERTY, tags));
    }

    private static String message(TestEngine engine, int jobId) {
        return ((JobOutcome.Cancelled) engine.ended.get(jobId)).message();
    }

    @Test
    void aCancelledJobEndsAtOnceAndItsTasksAreAskedToEnd() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 2, 1)), 0));
        TaskAttempt task = engine.task(0, 0, 0);
        engine.apply(new SchedulerEvent.JobCancelled(0, "by user"));
        assertThat(message(engine, 0)).isEqualTo("Job 0 cancelled by user");
        assertThat(engine.kills).singleElement().satisfies(kill -> {
            assertThat(kill.taskId()).isEqualTo(task.taskId());
            assertThat(kill.interrupt()).isFalse();
            assertThat(kill.reason()).isEqualTo("Stage cancelled: Job 0 cancelled by user");
        });
        assertThat(engine.stageStory()).containsExactly("submitted 0.0", "completed 0.0 failed");
        engine.end(task, new TaskEnd.Killed("Stage cancelled", null, null));
        assertThat(engine.running).isEmpty();
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    @Tag("DAG-046")
    void aSharedStageGoesOnForTheOtherJobWithItsPropertiesAndPriority() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, new int[] {0}, List.of(Plans.map(0, 1, 1)), Map.of("who", "first"), 0));
        engine.submit(Plans.job(1, 1, new int[] {0}, List.of(Plans.map(0, 1, 1)), Map.of("who", "second"), 0));
        engine.apply(new SchedulerEvent.JobCancelled(0, null));
        assertThat(engine.kills).isEmpty();
        engine.succeedMaps(0, 0);
        assertThat(engine.running.values().iterator().next().properties()).containsEntry("who", "second");
        engine.failFetch(engine.task(2, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        assertThat(engine.running.values()).singleElement().satisfies(task -> {
            assertThat(task.attempt().stageId()).isZero();
            assertThat(task.properties()).containsEntry("who", "second");
        });
    }

    @Test
    @Tag("DAG-044")
    void aFailedSharedStageEndsAllItsJobs() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withMaxTaskFailures(1));
        engine.join("0", 2);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 1, 1), Plans.map(1, 1, 1)), 0, 1));
        engine.fail(engine.task(0, 0, 0), new IllegalStateException("boom"));
        assertThat(engine.ended.get(0)).isEqualTo(engine.ended.get(1)).isInstanceOf(JobOutcome.Aborted.class);
        assertThat(engine.kills).singleElement().matches(kill -> kill.reason().startsWith("Stage cancelled: "));
        assertThat(engine.stageStory()).containsSequence("completed 0.0 failed").contains("completed 2.0 failed");
    }

    @Test
    void aGroupIsCancelledAndItsFutureJobsAreRefused() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(grouped(0, "nightly", "a"));
        engine.submit(grouped(1, "other", "a"));
        engine.apply(new SchedulerEvent.GroupCancelled("nightly", true, null));
        engine.submit(grouped(2, "nightly", "a"));
        assertThat(message(engine, 0)).isEqualTo("Job 0 cancelled part of cancelled job group nightly");
        assertThat(message(engine, 2)).isEqualTo("Job 2 cancelled part of cancelled job group nightly");
        assertThat(engine.ended).doesNotContainKey(1);
        assertThat(engine.events(EngineEvent.JobStarted.class)).hasSize(2);
    }

    @Test
    void aTagIsOneOfSeveral() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(grouped(0, "g", "red,blue"));
        engine.submit(grouped(1, "g", "redder"));
        engine.apply(new SchedulerEvent.TagCancelled("red", null));
        assertThat(message(engine, 0)).isEqualTo("Job 0 cancelled part of cancelled job tags red");
        assertThat(engine.ended).doesNotContainKey(1);
    }

    @Test
    void aCancelledStageEndsItsJobs() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.apply(new SchedulerEvent.StageCancelled(9, null));
        assertThat(engine.ended).isEmpty();
        engine.apply(new SchedulerEvent.StageCancelled(0, null));
        assertThat(message(engine, 0)).isEqualTo("Job 0 cancelled because Stage 0 was cancelled");
    }

    @Test
    void stoppingTheEngineEndsEveryJobAndRefusesMore() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.apply(new SchedulerEvent.EngineStopped());
        engine.submit(Plans.job(1, 1, List.of()));
        assertThat(message(engine, 0)).isEqualTo("Job 0 cancelled because SparkContext was shut down");
        assertThat(engine.ended).containsOnlyKeys(0, 1);
        assertThat(engine.events(EngineEvent.StageCompleted.class)
                        .get(0)
                        .stage()
                        .failureReason())
                .isEqualTo("Stage cancelled because SparkContext was shut down");
    }

    @Test
    void cancellingBetweenALostInputAndItsResubmissionLeavesNothing() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.apply(new SchedulerEvent.AllJobsCancelled());
        engine.advanceMillis(1000);
        assertThat(engine.running).isEmpty();
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void aReleasedShuffleGoesWhenNoStageUsesIt() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.apply(new SchedulerEvent.ShuffleReleased(0));
        assertThat(engine.forgotten).isEmpty();
        engine.succeedResults(1);
        assertThat(engine.forgotten).containsExactly(0);
    }
}
