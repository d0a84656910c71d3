// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines that users of Spark know of its scheduler of stages, for one job that loses inputs and recovers. */
class LogLinesTest {
    private static List<String> lines(TestEngine engine) {
        return engine.log.stream()
                .filter(line -> line.contains(" DAGScheduler: "))
                .map(line -> line.replace(" DAGScheduler:", ""))
                .toList();
    }

    @Test
    void aJobThatRecoversFromALostInputIsToldInSparksWords() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.log.clear();
        engine.succeedMaps(0, 0);
        engine.succeedResults(1);
        assertThat(engine.ended.get(0)).isEqualTo(JobOutcome.SUCCEEDED);
        assertThat(lines(engine))
                .containsExactly(
                        "DEBUG ShuffleMapTask finished on 0",
                        "INFO ShuffleMapStage 0 (map at Test.java:0) finished in 0 ms",
                        "INFO looking for newly runnable stages",
                        "INFO running: HashSet()",
                        "INFO waiting: HashSet(ResultStage 1)",
                        "INFO failed: HashSet()",
                        "TRACE Checking if any dependencies of ShuffleMapStage 0 are now runnable",
                        "TRACE running: HashSet()",
                        "TRACE waiting: HashSet(ResultStage 1)",
                        "TRACE failed: HashSet()",
                        "DEBUG submitStage(ResultStage 1 (name=map at Test.java:100;jobs=[0]))",
                        "INFO Missing parents found for ResultStage 1: List()",
                        "INFO Submitting ResultStage 1 (MapPartitionsRDD[100] at map at Test.java:100), which has no"
                                + " missing parents",
                        "DEBUG submitMissingTasks(ResultStage 1)",
                        "INFO ResultStage 1 (map at Test.java:100) runs as attempt 1 because task 0.0 in stage 1.0 (TID 1)"
                                + " could not read output 0 of shuffle 0",
                        "INFO Submitting 1 missing tasks from ResultStage 1 (MapPartitionsRDD[100] at map at"
                                + " Test.java:100) (first 15 tasks are for partitions Vector(0))",
                        "INFO ResultStage 1 (map at Test.java:100) finished in 0 ms",
                        "INFO Job 0 is finished. Cancelling potential speculative or zombie tasks for this job",
                        "DEBUG After removal of stage 1, remaining stages = 1",
                        "DEBUG After removal of stage 0, remaining stages = 0");
    }

    @Test
    void aLostInputIsToldInSparksWords() {
        TestEngine engine = TestEngine.with(1, 2);
        engine.submit(Plans.job(0, 2, List.of(Plans.map(0, 1, 2)), 0));
        engine.succeedMaps(0, 0);
        TaskAttempt late = engine.task(1, 0, 1);
        engine.log.clear();
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        engine.advanceMillis(200);
        engine.succeedMaps(0, 0);
        engine.failFetch(late, 0, 0, 0);
        assertThat(lines(engine))
                .contains(
                        "INFO Marking ResultStage 1 (map at Test.java:100) as failed due to a fetch failure from"
                                + " ShuffleMapStage 0 (map at Test.java:0)",
                        "INFO ResultStage 1 (map at Test.java:100) failed in 0 ms due to lost block",
                        "INFO Resubmitting ShuffleMapStage 0 (map at Test.java:0) and ResultStage 1 (map at Test.java:100)"
                                + " due to fetch failure",
                        "INFO Resubmitting failed stages",
                        "INFO Missing parents found for ResultStage 1: List(ShuffleMapStage 0)",
                        "INFO Ignoring fetch failure from task 1.0 in stage 1.0 (TID 2) as it's from ResultStage 1 attempt"
                                + " 0 and there is a more recent attempt for that stage (attempt 1) running");
    }

    @Test
    void aLostExecutorIsToldInSparksWords() {
        TestEngine engine = TestEngine.with(2, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 3, 1)), 0));
        engine.succeedMap(engine.task(0, 0, 0), 0);
        engine.log.clear();
        engine.lose("0");
        engine.join("0", 1);
        assertThat(lines(engine))
                .contains(
                        "DEBUG Considering removal of executor 0; fileLost: true, currentEpoch: 0",
                        "INFO Executor lost: 0 (epoch 1)",
                        "INFO Shuffle files lost for executor: 0 (epoch 1)",
                        "INFO Resubmitted ShuffleMapTask(0, 0), so marking it as still running.",
                        "INFO Host added was in lost list earlier: host0");
    }

    @Test
    void aCancelledJobIsToldInSparksWords() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.log.clear();
        engine.apply(new SchedulerEvent.JobCancelled(0, "because"));
        engine.apply(new SchedulerEvent.JobCancelled(7, null));
        engine.apply(new SchedulerEvent.StageCancelled(7, null));
        engine.apply(new SchedulerEvent.TagCancelled("red", null));
        engine.apply(new SchedulerEvent.GroupCancelled("nightly", false, null));
        assertThat(lines(engine))
                .contains(
                        "INFO Asked to cancel job 0",
                        "INFO ShuffleMapStage 0 (map at Test.java:0) failed in 0 ms due to Job 0 cancelled because",
                        "DEBUG Removing stage 1 from waiting set.",
                        "DEBUG Trying to cancel unregistered job 7",
                        "INFO No active jobs to kill for Stage 7",
                        "INFO Asked to cancel jobs with tag red",
                        "INFO Asked to cancel job group nightly with cancelFutureJobs=false",
                        "WARN Failed to cancel job group nightly. Cannot find active jobs for it.");
    }

    @Test
    void theSetsOfAVeryWideGraphAreCutShort() {
        TestEngine engine = TestEngine.with(1, 1);
        engine.submit(Plans.job(0, 1, Plans.chain(150, 1), 149));
        engine.succeedMaps(0, 0);
        assertThat(lines(engine))
                .anyMatch(line -> line.startsWith("INFO waiting: HashSet(") && line.endsWith("... and 50 more)"));
    }

    @Test
    void withoutRetriesTheFirstLostInputEndsTheJob() {
        TestEngine engine = new TestEngine(SchedulerConfig.DEFAULT.withoutStageRetry());
        engine.join("0", 1);
        engine.submit(Plans.job(0, 1, List.of(Plans.map(0, 1, 1)), 0));
        engine.succeedMaps(0, 0);
        engine.failFetch(engine.task(1, 0, 0), 0, 0, 0);
        assertThat(((JobOutcome.Aborted) engine.ended.get(0)).message())
                .matches(
                        "Job aborted due to stage failure: ResultStage 1 \\(.*\\) will not retry due to testing config\\."
                                + " Most recent failure reason: lost block");
    }
}
