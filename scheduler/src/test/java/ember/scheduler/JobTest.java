// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.MapOutputs;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.scheduler.effect.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JobTest {
    @Test
    @Tag("DAG-007")
    void aOnePartitionJobDeliversItsResultAndLeavesNothing() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.end(engine.task(0, 0, 0), new TaskEnd.Succeeded(42, null, null, null));
        assertThat(engine.results).isEqualTo(Map.of(0, Map.of(0, 42)));
        assertThat(engine.ended).isEqualTo(Map.of(0, JobOutcome.SUCCEEDED));
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void tasksThatNobodyWatchesAreNotAnnouncedButStagesAndJobsAre() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.tasksAreWatched = false;
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 2, 2)), 0));
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.events)
                .noneMatch(event -> event instanceof EngineEvent.TaskStarted || event instanceof EngineEvent.TaskEnded);
        assertThat(engine.stageStory())
                .containsExactly(
                        "submitted 0.0", "completed 0.0 succeeded", "submitted 1.0", "completed 1.0 succeeded");
        assertThat(engine.events).anyMatch(event -> event instanceof EngineEvent.JobEnded);
    }

    @Test
    void parentsHaveSmallerIdsAndRunFirst() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 2, 2)), 0));
        assertThat(engine.tasks(1)).isEmpty();
        engine.succeedMaps(0, 0);
        assertThat(engine.running.values()).allSatisfy(task -> {
            MapOutputs inputs = task.inputs().get(0);
            assertThat(inputs.isComplete()).isTrue();
            assertThat(inputs.reducePartitions()).isEqualTo(2);
        });
        engine.succeedResults(1);
        assertThat(engine.stageStory())
                .containsExactly(
                        "submitted 0.0", "completed 0.0 succeeded", "submitted 1.0", "completed 1.0 succeeded");
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void aPartitionAskedForTwiceIsTwoTasks() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 5, new int[] {3, 3}, List.of(), Map.of()));
        assertThat(engine.tasks(0)).extracting(task -> task.partition()).containsExactly(3, 3);
        engine.succeedResults(0);
        assertThat(engine.results.get(0)).containsOnlyKeys(0, 1);
    }

    @Test
    void resultsComeInTheOrderOfCompletion() {
        TestEngine engine = TestEngine.with(1, 3);
        engine.submit(Plans.job(0, 3, List.of()));
        engine.succeed(engine.task(0, 0, 2));
        engine.succeed(engine.task(0, 0, 0));
        engine.succeed(engine.task(0, 0, 1));
        assertThat(engine.results.get(0).keySet()).containsExactly(2, 0, 1);
    }

    @Test
    void aStageIsSharedByJobsThatRunTogether() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        engine.succeedResults(2);
        assertThat(engine.ended).containsOnlyKeys(0, 1);
        assertThat(engine.stageStory())
                .filteredOn(line -> line.startsWith("submitted"))
                .hasSize(3);
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void aStageWhoseOutputsAreThereIsSkippedUnderANewId() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.succeedResults(3);
        List<StageInfo> second =
                engine.events(EngineEvent.JobStarted.class).get(1).stages();
        assertThat(second).extracting(StageInfo::stageId).containsExactly(2, 3);
        assertThat(engine.stageStory()).doesNotContain("submitted 2.0").contains("submitted 3.0");
    }

    @Test
    void aSkippedStageThatLostAnOutputRunsAsAttemptOne() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 2, 1)), 0));
        MapOutputs inputs = engine.running.values().iterator().next().inputs().get(0);
        engine.failFetch(engine.task(3, 0, 0), 0, 1, inputs.output(1).writer());
        engine.advanceMillis(200);
        assertThat(engine.tasks(2)).singleElement().satisfies(task -> {
            assertThat(task.stageAttempt()).isEqualTo(1);
            assertThat(task.partition()).isEqualTo(1);
        });
    }

    @Test
    void aFullyCachedRddHidesItsParents() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.cached("0", 7, 0);
        engine.cached("0", 7, 1);
        engine.submit(Plans.cachedJob(0, 7, 2, List.of(Plans.map(0, 2, 2)), 0));
        assertThat(engine.tasks(0)).isEmpty();
        assertThat(engine.prepares.get(0).cached().of(7, 1)).isNotEmpty();
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void aPartlyCachedRddNeedsItsParents() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.cached("0", 7, 0);
        engine.submit(Plans.cachedJob(0, 7, 2, List.of(Plans.map(0, 2, 2)), 0));
        assertThat(engine.tasks(0)).hasSize(2);
    }

    @Test
    void aLostExecutorTakesItsCachedPartitionsAlong() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.cached("0", 7, 0);
        engine.cached("1", 7, 1);
        engine.lose("1");
        engine.submit(Plans.cachedJob(0, 7, 2, List.of(Plans.map(0, 2, 2)), 0));
        assertThat(engine.tasks(0)).isNotEmpty();
    }

    @Test
    @Tag("DAG-066")
    void aMapStageJobDeliversWhereItsOutputsAre() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.mapStageJob(0, Plans.map(0, 2, 1), List.of()));
        engine.succeedMaps(0, 0);
        assertThat(((MapOutputs) engine.results.get(0).get(0)).isComplete()).isTrue();
        engine.submit(Plans.job(1, 1, List.of(Plans.map(0, 2, 1)), 0));
        engine.succeedResults(2);
        engine.submit(Plans.mapStageJob(2, Plans.map(0, 2, 1), List.of()));
        assertThat(engine.ended).containsOnlyKeys(0, 1, 2);
        assertThat(engine.stageStory())
                .filteredOn(line -> line.startsWith("submitted"))
                .hasSize(2);
    }

    @Test
    void aLineageOfManyShufflesNeedsNoStack() {
        TestEngine engine = TestEngine.with(1, 1);
        int length = 20_000;
        engine.submit(Plans.job(0, 1, Plans.chain(length, 1), length - 1));
        assertThat(engine.tasks(0)).hasSize(1);
        engine.succeedMaps(0, 0);
        engine.succeedMaps(1, 1);
        assertThat(engine.tasks(2)).hasSize(1);
    }

    @Test
    void jobsAreServedInTheOrderOfTheirIds() { // POOL-001
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 2, List.of()));
        engine.submit(Plans.job(1, 2, List.of()));
        engine.succeed(engine.task(0, 0, 0));
        assertThat(engine.tasks(1)).isEmpty();
        assertThat(engine.tasks(0)).hasSize(1);
    }

    @Test
    void endsAreToldInSparksOrder() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of()));
        engine.all.clear();
        engine.end(engine.task(0, 0, 0), new TaskEnd.Succeeded(1, null, "updates", null));
        assertThat(engine.all)
                .extracting(effect -> effect instanceof Effect.Announce told
                        ? told.event().getClass().getSimpleName()
                        : effect.getClass().getSimpleName())
                .containsExactly(
                        "ApplyAccumulators", "TaskEnded", "StageCompleted", "JobEnded", "DeliverResult", "EndJob");
    }

    @Test
    void logLinesAreSparks() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        assertThat(engine.log)
                .contains(
                        "INFO DAGScheduler: Registering RDD 0 (map at Test.java:0) as input to shuffle 0",
                        "INFO DAGScheduler: Got job 0 (collect at Test.java:1) with 1 output partitions",
                        "INFO DAGScheduler: Final stage: ResultStage 1 (map at Test.java:100)",
                        "INFO DAGScheduler: Parents of final stage: List(ShuffleMapStage 0)",
                        "INFO DAGScheduler: Missing parents: List(ShuffleMapStage 0)",
                        "DEBUG DAGScheduler: New pending partitions: Set(0)",
                        "INFO DAGScheduler: Submitting 1 missing tasks from ShuffleMapStage 0 (MapPartitionsRDD[0] at map at"
                                + " Test.java:0) (first 15 tasks are for partitions Vector(0))",
                        "INFO TaskSchedulerImpl: Adding task set 0.0 with 1 tasks resource profile 0");
    }
}
