// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.OutputLoss;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.StageSpec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was made from data that comes out otherwise each time is never mixed. */
class RollbackTest {
    private static final String CANNOT_ROLL_BACK =
            "Job aborted due to stage failure: A shuffle map stage with indeterminate output was failed and retried."
                    + " However, Spark cannot rollback the ResultStage %d to re-process the input data, and has to fail"
                    + " this job. Please eliminate the indeterminacy by checkpointing the RDD before repartition and"
                    + " try again.";

    private static List<Integer> partitions(List<TaskAttempt> tasks) {
        return tasks.stream().map(TaskAttempt::partition).toList();
    }

    private static String abortMessage(TestEngine engine, int jobId) {
        return ((JobOutcome.Aborted) engine.ended.get(jobId)).message();
    }

    private static StageInfo submitted(TestEngine engine, int stageId, int attempt) {
        return engine.events(EngineEvent.StageSubmitted.class).stream()
                .map(EngineEvent.StageSubmitted::stage)
                .filter(stage -> stage.stageId() == stageId && stage.attempt() == attempt)
                .findFirst()
                .orElseThrow();
    }

    /** The writer of the output that a running task was told of. */
    private static long writer(TestEngine engine, TaskAttempt reader, int input, int mapPartition) {
        return engine.running
                .get(reader.taskId())
                .inputs()
                .get(input)
                .output(mapPartition)
                .writer();
    }

    private static void lose(TestEngine engine, TaskAttempt reader, int input, int shuffleId, int mapPartition) {
        engine.failFetch(reader, shuffleId, mapPartition, writer(engine, reader, input, mapPartition));
    }

    @Test
    @Tag("DAG-101")
    void aJobWithResultsOutCannotBeRolledBack() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 2, List.of(Plans.indeterminate(Plans.map(0, 2, 2))), 0));
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(1, 0, 0));
        lose(engine, engine.task(1, 0, 1), 0, 0, 0);
        assertThat(abortMessage(engine, 0)).isEqualTo(CANNOT_ROLL_BACK.formatted(1));
        assertThat(engine.scheduler.isEmpty()).isTrue();
    }

    @Test
    void aJobThatCannotBeRolledBackLeavesTheLostOutputsToOthers() {
        TestEngine engine = TestEngine.with(2, 2);
        List<StageSpec> maps = List.of(Plans.indeterminate(Plans.map(0, 2, 2)));
        engine.submit(Plans.job(0, 2, maps, 0));
        engine.submit(Plans.job(1, 2, maps, 0));
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(2, 0, 0));
        lose(engine, engine.task(2, 0, 1), 0, 0, 0);
        assertThat(abortMessage(engine, 1)).isEqualTo(CANNOT_ROLL_BACK.formatted(2));
        engine.scheduler.checkInvariants();
        engine.advanceMillis(200);
        assertThat(partitions(engine.tasks(0))).containsExactly(0, 1);
    }

    @Test
    @Tag("DAG-103")
    void aJobGoesOnIfItsLostInputComesOutTheSame() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 2, 2)), 0));
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(1, 0, 0));
        lose(engine, engine.task(1, 0, 1), 0, 0, 0);
        engine.advanceMillis(200);
        assertThat(partitions(engine.tasks(0))).containsExactly(0);
        engine.succeedMaps(0, 0);
        assertThat(partitions(engine.tasks(1))).containsExactly(1);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("DAG-078")
    void aJobWithoutResultsStartsAnew() {
        TestEngine engine = TestEngine.with(2, 2);
        List<StageSpec> maps = List.of(Plans.map(0, 2, 2), Plans.indeterminate(Plans.map(1, 2, 2)));
        engine.submit(Plans.job(0, 2, maps, 0, 1));
        engine.succeedMaps(0, 0);
        engine.succeedMaps(1, 1);
        TaskAttempt reader = engine.tasks(2).stream()
                .filter(task -> !task.executor().equals("0"))
                .findFirst()
                .orElseThrow();
        long writer = writer(engine, reader, 0, 0);
        engine.lose("0");
        engine.failFetch(reader, 0, 0, writer);
        engine.advanceMillis(200);
        assertThat(partitions(engine.tasks(0))).doesNotHaveDuplicates().isNotEmpty();
        assertThat(engine.prepares)
                .filteredOn(prepare -> prepare.stageId() == 1 && prepare.stageAttempt() == 1)
                .singleElement()
                .satisfies(prepare -> assertThat(prepare.partitions()).containsExactly(0, 1));
        finish(engine, 0, 0);
        finish(engine, 1, 1);
        engine.succeedResults(2);
        engine.succeedResults(2);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    private static void finish(TestEngine engine, int stageId, int shuffleId) {
        while (!engine.tasks(stageId).isEmpty()) {
            engine.succeedMaps(stageId, shuffleId);
        }
    }

    @Test
    @Tag("DAG-081")
    void whatWasMadeFromAnIndeterminateStageIsMadeAnewAsAWhole() {
        TestEngine engine = TestEngine.with(2, 3);
        List<StageSpec> maps = List.of(Plans.indeterminate(Plans.map(0, 2, 2)), Plans.map(1, 2, 2, 0));
        engine.submit(Plans.job(0, 2, maps, 1));
        engine.succeedMaps(0, 0);
        engine.succeedMaps(1, 1);
        TaskAttempt reader = engine.tasks(2).stream()
                .filter(task -> task.executor().equals("1"))
                .findFirst()
                .orElseThrow();
        long writer = writer(engine, reader, 0, 0);
        engine.lose("0");
        engine.failFetch(reader, 1, 0, writer);
        engine.advanceMillis(200);
        assertThat(partitions(engine.tasks(0))).containsExactlyInAnyOrder(0, 1);
        finish(engine, 0, 0);
        assertThat(partitions(engine.tasks(1))).containsExactlyInAnyOrder(0, 1);
        assertThat(submitted(engine, 1, 1).cause())
                .isEqualTo(new StageCause.OutputsLost(
                        1,
                        List.of(
                                new OutputLoss(OutputLoss.Kind.EXECUTOR, "0", 1),
                                new OutputLoss(OutputLoss.Kind.ROLLBACK, "ShuffleMapStage 0", 1))));
        finish(engine, 1, 1);
        engine.succeedResults(2);
        engine.succeedResults(2);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    @Tag("DAG-084")
    void aLateSuccessFromBeforeTheRollbackDoesNotCount() {
        TestEngine engine = TestEngine.with(2, 2);
        List<StageSpec> maps =
                List.of(Plans.indeterminate(Plans.map(0, 2, 2)), Plans.indeterminate(Plans.map(1, 2, 2, 0)));
        engine.submit(Plans.job(0, 1, maps, 1));
        engine.succeedMaps(0, 0);
        TaskAttempt late = engine.task(1, 0, 1);
        lose(engine, engine.task(1, 0, 0), 0, 0, 0);
        assertThat(engine.kills).extracting(kill -> kill.taskId()).containsExactly(late.taskId());
        engine.advanceMillis(200);
        finish(engine, 0, 0);
        assertThat(partitions(engine.tasks(1))).contains(0, 1);
        engine.succeedMap(late, 1);
        assertThat(engine.log)
                .contains("INFO DAGScheduler: Ignoring ShuffleMapTask(1, 1) completion from attempt 0, whose inputs or"
                        + " outputs were rolled back");
        assertThat(engine.tasks(2)).isEmpty();
        finish(engine, 1, 1);
        assertThat(engine.tasks(2)).hasSize(1);
        for (int map = 0; map < 2; map++) {
            assertThat(writer(engine, engine.tasks(2).get(0), 0, map)).isNotEqualTo(late.taskId());
        }
    }

    @Test
    void aMapStageThatRunsWhileItsInputIsMadeAnewStartsAnewToo() {
        TestEngine engine = TestEngine.with(2, 3);
        List<StageSpec> maps = List.of(Plans.indeterminate(Plans.map(0, 2, 2)), Plans.map(1, 2, 2, 0));
        engine.submit(Plans.job(0, 1, maps, 1));
        engine.succeedMaps(0, 0);
        engine.succeedMap(engine.task(1, 0, 0), 1);
        TaskAttempt running = engine.task(1, 0, 1);
        engine.submit(Plans.job(1, 1, maps.subList(0, 1), 0));
        lose(engine, engine.task(3, 0, 0), 0, 0, 0);
        assertThat(engine.stageStory()).contains("completed 1.0 failed");
        assertThat(engine.kills).extracting(kill -> kill.taskId()).contains(running.taskId());
        engine.advanceMillis(200);
        finish(engine, 0, 0);
        assertThat(submitted(engine, 1, 1).cause()).isEqualTo(new StageCause.RolledBack(0));
        assertThat(submitted(engine, 1, 1).numTasks()).isEqualTo(2);
    }

    @Test
    void aResultStageThatStillFindsAllItsInputsGoesOn() {
        TestEngine engine = TestEngine.with(2, 3);
        List<StageSpec> maps = List.of(Plans.indeterminate(Plans.map(0, 2, 2)));
        engine.submit(Plans.job(0, 2, maps, 0));
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(1, 0, 0));
        TaskAttempt last = engine.task(1, 0, 1);
        engine.submit(Plans.job(1, 1, maps, 0));
        lose(engine, engine.task(2, 0, 0), 0, 0, 0);
        engine.succeed(last);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        engine.advanceMillis(200);
        assertThat(partitions(engine.tasks(0))).containsExactlyInAnyOrder(0, 1);
        finish(engine, 0, 0);
        engine.succeedResults(2);
        assertThat(engine.ended.get(1)).isEqualTo(JobOutcome.SUCCEEDED);
    }

    @Test
    void aResultStageThatMissesAnInputTakenBackFailsIfResultsAreOut() {
        TestEngine engine = TestEngine.with(2, 3);
        List<StageSpec> maps = List.of(Plans.indeterminate(Plans.map(0, 2, 2)));
        engine.submit(Plans.job(0, 2, maps, 0));
        engine.succeedMaps(0, 0);
        engine.succeed(engine.task(1, 0, 0));
        TaskAttempt last = engine.task(1, 0, 1);
        engine.submit(Plans.job(1, 1, maps, 0));
        lose(engine, engine.task(2, 0, 0), 0, 0, 0);
        lose(engine, last, 0, 0, 0);
        assertThat(abortMessage(engine, 0)).isEqualTo(CANNOT_ROLL_BACK.formatted(1));
        assertThat(engine.ended).containsOnlyKeys(0);
    }

    @Test
    void aResultFromBeforeTheRollbackIsIgnoredUnlessItWasCommitted() {
        TestEngine engine = TestEngine.with(2, 3);
        List<StageSpec> maps = List.of(Plans.indeterminate(Plans.map(0, 2, 3)));
        engine.submit(Plans.job(0, 3, maps, 0));
        engine.succeedMaps(0, 0);
        TaskAttempt late = engine.task(1, 0, 1);
        TaskAttempt committed = engine.task(1, 0, 2);
        engine.apply(new SchedulerEvent.CommitRequested(committed.taskId()));
        lose(engine, engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.end(late, new TaskEnd.Succeeded("old", null, "updates", null));
        assertThat(engine.results).isEmpty();
        assertThat(engine.accumulators)
                .filteredOn(effect -> effect.updates().equals("updates"))
                .isEmpty();
        assertThat(engine.ended).isEmpty();
        engine.succeed(committed);
        assertThat(abortMessage(engine, 0))
                .isEqualTo("Job aborted due to stage failure: Task with indeterminate results from old attempt"
                        + " succeeded, aborting the stage ResultStage 1 to ensure data correctness.");
    }

    @Test
    void outputsThatAnEarlierJobMadeFromTheOldDataAreMadeAnewToo() {
        TestEngine engine = TestEngine.with(2, 2);
        List<StageSpec> maps = List.of(Plans.indeterminate(Plans.map(0, 2, 2)), Plans.map(1, 2, 2, 0));
        engine.submit(Plans.job(0, 2, maps, 1));
        finish(engine, 0, 0);
        finish(engine, 1, 1);
        engine.succeedResults(2);
        engine.lose("0");
        engine.submit(Plans.job(1, 2, maps, 1));
        assertThat(partitions(engine.tasks(3))).containsExactlyInAnyOrder(0, 1);
        finish(engine, 3, 0);
        assertThat(partitions(engine.tasks(4))).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void anIndeterminateStageThatWasNeverCompleteKeepsWhatItHas() {
        TestEngine engine = TestEngine.with(2, 2);
        List<StageSpec> maps = List.of(Plans.map(0, 1, 2), Plans.indeterminate(Plans.map(1, 2, 2, 0)));
        engine.submit(Plans.job(0, 1, maps, 1));
        engine.succeedMaps(0, 0);
        engine.succeedMap(engine.task(1, 0, 0), 1);
        lose(engine, engine.task(1, 0, 1), 0, 0, 0);
        engine.advanceMillis(200);
        finish(engine, 0, 0);
        assertThat(partitions(engine.tasks(1))).containsExactly(1);
    }
}
