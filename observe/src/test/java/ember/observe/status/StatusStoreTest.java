// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.JobOutcome;
import ember.model.StorageLevel;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.observe.Events;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusStoreTest {
    private final StatusStore store = new StatusStore();
    private final Events engine = Events.to(store);

    @Test
    void whatWasNeverHeardOfIsNull() {
        assertThat(store.job(0)).isNull();
        assertThat(store.stage(0)).isNull();
    }

    @Test
    void aJobRunsUntilItEnds() {
        engine.jobStarted(0, 0, 1);
        assertThat(store.job(0).state()).isEqualTo(JobStatus.State.RUNNING);
        assertThat(store.job(0).stageIds()).containsExactly(0, 1);
        engine.jobSucceeded(0);
        assertThat(store.job(0).state()).isEqualTo(JobStatus.State.SUCCEEDED);
    }

    @Test
    void anAbortedAndACancelledJobHaveFailed() {
        engine.jobStarted(0, 0)
                .jobEnded(0, new JobOutcome.Aborted("Job aborted due to stage failure: no", null))
                .jobStarted(1, 1)
                .jobEnded(1, new JobOutcome.Cancelled("Job 1 cancelled", false));
        assertThat(store.job(0).state()).isEqualTo(JobStatus.State.FAILED);
        assertThat(store.job(1).state()).isEqualTo(JobStatus.State.FAILED);
    }

    @Test
    void onlyJobsThatHaveNotEndedAreActive() {
        engine.jobStarted(0, 0).jobStarted(1, 1).jobStarted(2, 2).jobSucceeded(1);
        assertThat(store.activeJobs()).extracting(JobStatus::jobId).containsExactly(0, 2);
    }

    @Test
    void aGroupHasExactlyItsJobsAlsoThoseThatEnded() {
        engine.jobStarted(0, Map.of("spark.jobGroup.id", "nightly"), 0)
                .jobSucceeded(0)
                .jobStarted(1, 1)
                .jobStarted(2, Map.of("spark.jobGroup.id", "nightly"), 2)
                .jobStarted(3, Map.of("spark.jobGroup.id", "other"), 3);
        assertThat(store.jobsOfGroup("nightly")).extracting(JobStatus::jobId).containsExactly(0, 2);
    }

    @Test
    void noGroupHasTheJobsWithoutOne() {
        engine.jobStarted(0, Map.of("spark.jobGroup.id", "nightly"), 0)
                .jobStarted(1, 1)
                .jobSucceeded(1);
        assertThat(store.jobsOfGroup(null)).extracting(JobStatus::jobId).containsExactly(1);
    }

    @Test
    void aTagHasTheJobsThatCarryItAmongOthers() {
        engine.jobStarted(0, Map.of("spark.job.tags", "slow,nightly"), 0)
                .jobStarted(1, Map.of("spark.job.tags", "slow"), 1)
                .jobStarted(2, 2);
        assertThat(store.jobsWithTag("slow")).extracting(JobStatus::jobId).containsExactly(0, 1);
        assertThat(store.jobsWithTag("nightly")).extracting(JobStatus::jobId).containsExactly(0);
    }

    @Test
    void aJobKeepsItsDescription() {
        engine.jobStarted(0, Map.of("spark.job.description", "the words of Faust"), 0);
        assertThat(store.job(0).description()).isEqualTo("the words of Faust");
    }

    @Test
    void aStageOfAStartedJobWaits() {
        engine.jobStarted(0, 7);
        assertThat(store.stage(7).active()).isFalse();
        assertThat(store.stage(7).submissionTimeMillis()).isEqualTo(StageInfo.ABSENT);
    }

    @Test
    void aStageIsActiveFromItsSubmissionToItsCompletion() {
        engine.jobStarted(0, 7, 8).stageSubmitted(7, 0);
        assertThat(store.activeStages()).extracting(StageStatus::stageId).containsExactly(7);
        assertThat(store.stage(7).submissionTimeMillis()).isEqualTo(Events.NOW_MILLIS);
        assertThat(store.stage(7).name()).isEqualTo("count at Program.java:7");
        engine.stageCompleted(7, 0);
        assertThat(store.activeStages()).isEmpty();
    }

    @Test
    void tasksAreCountedAsTheyRunSucceedAndFail() {
        engine.stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskStarted(1, 0, 0)
                .taskStarted(2, 0, 0)
                .taskEnded(0, 0, 0, Events.SUCCEEDED)
                .taskEnded(1, 0, 0, Events.THREW);
        assertThat(store.stage(0)).isEqualTo(counts(0, 0, 4, true, 1, 1, 1));
    }

    @Test
    void aKilledTaskHasNotFailed() {
        engine.stageSubmitted(0, 0).taskStarted(0, 0, 0).taskEnded(0, 0, 0, Events.KILLED);
        assertThat(store.stage(0)).isEqualTo(counts(0, 0, 4, true, 0, 0, 0));
    }

    @Test
    void aNewAttemptStartsFromNothing() {
        engine.stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskEnded(0, 0, 0, Events.SUCCEEDED)
                .stageCompleted(0, 0)
                .stageSubmitted(0, 1, 3);
        assertThat(store.stage(0)).isEqualTo(counts(0, 1, 3, true, 0, 0, 0));
    }

    @Test
    void aTaskOfAnOlderAttemptDoesNotCountForTheNewerOne() {
        engine.stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .stageCompleted(0, 0)
                .stageSubmitted(0, 1, 3)
                .taskStarted(1, 0, 1)
                .taskEnded(0, 0, 0, Events.SUCCEEDED);
        assertThat(store.stage(0)).isEqualTo(counts(0, 1, 3, true, 1, 0, 0));
    }

    @Test
    void theLateCompletionOfAnOlderAttemptLeavesTheNewerOneActive() {
        engine.stageSubmitted(0, 0).stageSubmitted(0, 1, 3).stageCompleted(0, 0);
        assertThat(store.stage(0).active()).isTrue();
    }

    @Test
    void aTaskThatOutlivesItsStageIsActiveUntilItEnds() {
        engine.jobStarted(0, 0)
                .stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .stageCompleted(0, 0)
                .jobSucceeded(0);
        assertThat(store.stage(0).activeTasks()).isEqualTo(1);
        engine.taskEnded(0, 0, 0, Events.KILLED);
        assertThat(store.stage(0).activeTasks()).isZero();
    }

    @Test
    void theEndOfATaskThatWasNeverStartedChangesNothing() {
        engine.stageSubmitted(0, 0).taskEnded(5, 0, 0, Events.SUCCEEDED);
        assertThat(store.stage(0)).isEqualTo(counts(0, 0, 4, true, 0, 0, 0));
    }

    @Test
    void aTaskWhoseOutputWasLostIsNoLongerCompleted() {
        engine.stageSubmitted(0, 0)
                .taskStarted(0, 0, 0)
                .taskEnded(0, 0, 0, Events.SUCCEEDED)
                .taskEnded(0, 0, 0, Events.RESUBMITTED);
        assertThat(store.stage(0)).isEqualTo(counts(0, 0, 4, true, 0, 0, 1));
    }

    @Test
    void aTaskRunsFromItsStartToItsEnd() {
        engine.taskStarted(3, 0, 0);
        assertThat(store.isRunning(3)).isTrue();
        engine.taskEnded(3, 0, 0, Events.THREW);
        assertThat(store.isRunning(3)).isFalse();
    }

    @Test
    void anExecutorRunsTheTasksStartedOnIt() {
        engine.executorAdded("1").executorAdded("2").taskStarted(0, 0, 0).taskStarted(1, 0, 0);
        assertThat(store.executors())
                .containsExactly(new ExecutorStatus("1", "host", 2, 2, 0), new ExecutorStatus("2", "host", 2, 0, 0));
        engine.taskEnded(0, 0, 0, Events.SUCCEEDED);
        assertThat(store.executors().get(0).runningTasks()).isEqualTo(1);
    }

    @Test
    void aRemovedExecutorIsGone() {
        engine.executorAdded("1").executorAdded("2").executorRemoved("1");
        assertThat(store.executors()).extracting(ExecutorStatus::executor).containsExactly("2");
    }

    @Test
    void anExecutorDoesNotPayForTheTasksOfItsPredecessor() {
        engine.executorAdded("1")
                .taskStarted(0, 0, 0)
                .executorRemoved("1")
                .executorAdded("1")
                .taskEnded(0, 0, 0, Events.KILLED);
        assertThat(store.executors().get(0).runningTasks()).isZero();
    }

    @Test
    void storedBytesFollowTheBlocks() {
        engine.executorAdded("1")
                .blockUpdated("1", "rdd_1_0", StorageLevel.MEMORY_ONLY, 100)
                .blockUpdated("1", "rdd_1_1", StorageLevel.MEMORY_ONLY, 20)
                .blockUpdated("1", "rdd_1_1", StorageLevel.MEMORY_ONLY, 30);
        assertThat(store.executors().get(0).storedBytes()).isEqualTo(130);
        engine.blockUpdated("1", "rdd_1_0", StorageLevel.NONE, 100);
        assertThat(store.executors().get(0).storedBytes()).isEqualTo(30);
    }

    @Test
    void theBlocksOfAnUnpersistedRddAreGoneAndNoOthers() {
        engine.executorAdded("1")
                .blockUpdated("1", "rdd_1_0", StorageLevel.MEMORY_ONLY, 100)
                .blockUpdated("1", "rdd_11_0", StorageLevel.MEMORY_ONLY, 7)
                .tell(new EngineEvent.RddUnpersisted(1));
        assertThat(store.executors().get(0).storedBytes()).isEqualTo(7);
    }

    @Test
    void aReaderNeverSeesATaskBetweenRunningAndCompleted() throws InterruptedException {
        int numTasks = 20_000;
        engine.stageSubmitted(0, 0, numTasks);
        for (int task = 0; task < numTasks; task++) {
            engine.taskStarted(task, 0, 0);
        }
        Thread writer = new Thread(() -> {
            for (int task = 0; task < numTasks; task++) {
                engine.taskEnded(task, 0, 0, Events.SUCCEEDED);
            }
        });
        writer.start();
        StageStatus seen = store.stage(0);
        while (seen.completedTasks() < numTasks) {
            assertThat(seen.activeTasks() + seen.completedTasks()).isEqualTo(numTasks);
            seen = store.stage(0);
        }
        writer.join();
        assertThat(seen.activeTasks()).isZero();
    }

    @Test
    void aStoreOfNothingIsRefused() {
        assertThatThrownBy(() -> new StatusLimits(0, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0, 1 and 1");
    }

    private static StageStatus counts(
            int stageId, int attempt, int numTasks, boolean active, int running, int completed, int failed) {
        String name = "count at Program.java:" + stageId;
        return new StageStatus(stageId, attempt, name, Events.NOW_MILLIS, numTasks, active, running, completed, failed);
    }
}
