// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Cancelling and asking about jobs. Texts are those of Spark 4.2.0. */
@Timeout(60)
class JobControlTest extends LocalSpark {
    /** What tasks and the test share. */
    private static final class Shared {
        private static volatile CountDownLatch started = new CountDownLatch(0);
        private static volatile CountDownLatch gate = new CountDownLatch(0);
        private static final AtomicInteger INTERRUPTED = new AtomicInteger();
        private static final AtomicInteger SEEN = new AtomicInteger();

        static void reset() {
            started = new CountDownLatch(1);
            gate = new CountDownLatch(1);
            INTERRUPTED.set(0);
            SEEN.set(0);
        }

        static void hold() throws InterruptedException {
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                INTERRUPTED.incrementAndGet();
                throw e;
            }
        }
    }

    private JavaRDD<Integer> held(JavaSparkContext context) {
        Shared.reset();
        return context.parallelize(List.of(1), 1).map(i -> {
            Shared.hold();
            return i;
        });
    }

    /** Starts a job whose task waits, cancels it, and gives what the job failed with. */
    private Throwable failureAfter(VoidFunction<JavaFutureAction<Long>> cancellation) throws Exception {
        sc.sc().setInterruptOnCancel(true);
        JavaFutureAction<Long> job = held(sc).countAsync();
        Shared.started.await();
        cancellation.call(job);
        try {
            job.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } finally {
            Shared.gate.countDown();
        }
    }

    private static void assertCancelled(Throwable failure, int job, String reason) {
        assertThat(failure)
                .isInstanceOf(SparkException.class)
                .hasMessage("[SPARK_JOB_CANCELLED] Job " + job + " cancelled " + reason + " SQLSTATE: XXKDA");
        assertThat(((SparkException) failure).getCondition()).isEqualTo("SPARK_JOB_CANCELLED");
    }

    private int onlyStageOf(JavaFutureAction<Long> job) throws InterruptedException {
        int id = job.jobIds().get(0);
        eventually(() -> sc.statusTracker().getJobInfo(id) != null);
        return sc.statusTracker().getJobInfo(id).stageIds()[0];
    }

    @Test
    void aCancelledJobSaysWhy() throws Exception {
        assertCancelled(failureAfter(job -> sc.sc().cancelJob(job.jobIds().get(0), "reason here")), 0, "reason here");
        assertCancelled(failureAfter(job -> sc.sc().cancelJob(job.jobIds().get(0))), 1, "");
        assertCancelled(
                failureAfter(job -> sc.sc().cancelStage(onlyStageOf(job), "stage reason")), 2, "because stage reason");
        assertCancelled(failureAfter(job -> sc.sc().cancelStage(onlyStageOf(job))), 3, "because Stage 3 was cancelled");
        assertCancelled(failureAfter(job -> sc.cancelAllJobs()), 4, "as part of cancellation of all jobs");
        sc.setJobGroup("g", "described", true);
        assertCancelled(failureAfter(job -> sc.sc().cancelJobGroup("g", "because")), 5, "because");
        assertCancelled(failureAfter(job -> sc.cancelJobGroup("g")), 6, "part of cancelled job group g");
        sc.addJobTag("t");
        assertCancelled(failureAfter(job -> sc.sc().cancelJobsWithTag("t", "tag reason")), 7, "tag reason");
        assertCancelled(failureAfter(job -> sc.cancelJobsWithTag("t")), 8, "part of cancelled job tags t");
        assertThat(sc.parallelize(List.of(1, 2)).count()).isEqualTo(2);
    }

    @Test
    void idsThatNobodyHasAreCancelledWithoutEffect() {
        assertThatCode(() -> {
                    sc.sc().cancelJob(12_345);
                    sc.sc().cancelStage(12_345, "reason");
                    sc.cancelJobGroup("unknown");
                    sc.cancelJobsWithTag("unknown");
                    sc.sc().cancelJobGroup(null);
                })
                .doesNotThrowAnyException();
        assertThat(sc.sc().killTaskAttempt(12_345, true, "reason")).isFalse();
        assertThat(sc.parallelize(List.of(1, 2)).count()).isEqualTo(2);
    }

    @Test
    void aTagThatIsNoneCannotBeCancelled() {
        assertThatThrownBy(() -> sc.cancelJobsWithTag(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Spark job tag cannot be an empty string.");
        assertThatThrownBy(() -> sc.cancelJobsWithTag("a,b")).hasMessage("Spark job tag cannot contain ','.");
        assertThatThrownBy(() -> sc.cancelJobsWithTag(null)).hasMessage("Spark job tag cannot be null.");
    }

    @Test
    void aKilledAttemptIsTriedAgain() throws Exception {
        Shared.reset();
        JavaFutureAction<List<Integer>> job = sc.parallelize(List.of(1), 1)
                .map(i -> {
                    if (TaskContext.get().attemptNumber() == 0) {
                        Shared.hold();
                    }
                    return TaskContext.get().attemptNumber();
                })
                .collectAsync();
        Shared.started.await();
        eventually(() -> sc.sc().killTaskAttempt(0, true, "my reason"));
        assertThat(job.get()).containsExactly(1);
        assertThat(sc.sc().killTaskAttempt(0, true, "it has ended")).isFalse();
    }

    @Test
    @Tag("CANC-002")
    void anActionThatIsCancelledInFairModeFailsAndLaterJobsRun(@TempDir Path directory) throws Exception {
        Path pools = Files.writeString(
                directory.resolve("pools.xml"),
                "<allocations><pool name='p'><minShare>1</minShare></pool></allocations>");
        sc.stop();
        sc = new JavaSparkContext(
                conf().set("spark.scheduler.mode", "FAIR").set("spark.scheduler.allocation.file", pools.toString()));
        sc.setLocalProperty("spark.scheduler.pool", "p");
        for (boolean afterTheStart : new boolean[] {false, true}) {
            cancel(held(sc).countAsync(), afterTheStart);
            cancel(held(sc).takeAsync(1), afterTheStart);
        }
        assertThat(sc.parallelize(List.of(1, 2), 2).count()).isEqualTo(2);
        assertThat(sc.parallelize(List.of(1, 2), 2).take(2)).containsExactly(1, 2);
    }

    private static void cancel(JavaFutureAction<?> action, boolean afterTheStart) throws Exception {
        if (afterTheStart) {
            Shared.started.await();
        }
        action.cancel(true);
        assertThatThrownBy(action::get).isInstanceOf(CancellationException.class);
        Shared.gate.countDown();
    }

    @Test
    @Tag("CANC-006")
    void onlyTheJobsOfTheGroupAreCancelled() throws Exception {
        sc.setJobGroup("A", "", true);
        JavaFutureAction<Long> inGroup = held(sc).countAsync();
        Shared.started.await();
        sc.clearJobGroup();
        JavaFutureAction<Long> without = sc.parallelize(List.of(1, 2, 3), 1).countAsync();
        sc.cancelJobGroup("A");
        assertThatThrownBy(inGroup::get).cause().hasMessageContaining("cancel");
        assertThat(without.get()).isEqualTo(3);
    }

    @Test
    @Tag("CANC-008")
    void aGroupMayBeCancelledWithItsFutureJobs() throws Exception {
        sc.setJobGroup("doomed", "", true);
        assertCancelled(
                failureAfter(job -> sc.sc().cancelJobGroupAndFutureJobs("doomed")),
                0,
                "part of cancelled job group doomed");
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).count())
                .satisfies(failure -> assertCancelled(failure, 1, "part of cancelled job group doomed"));
        sc.setJobGroup("other", "");
        assertThat(sc.parallelize(List.of(1), 1).count()).isEqualTo(1);
    }

    @Test
    @Tag("CANC-010")
    void onlySoManyCancelledGroupsAreRemembered() {
        sc.stop();
        sc = new JavaSparkContext(conf().set("spark.scheduler.numCancelledJobGroupsToTrack", "5"));
        for (int i = 0; i < 6; i++) {
            sc.sc().cancelJobGroupAndFutureJobs("group " + i);
        }
        sc.setJobGroup("group 1", "");
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).count())
                .hasMessageContaining("part of cancelled job group group 1");
        sc.setJobGroup("group 0", "");
        assertThat(sc.parallelize(List.of(1), 1).count()).isEqualTo(1);
    }

    @Test
    @Tag("CANC-012")
    void aChildThreadsJobsAreInItsParentsGroup() throws Exception {
        sc.setJobGroup("inherited", "", true);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        JavaRDD<Integer> held = held(sc);
        Thread child = new Thread(() -> {
            try {
                held.count();
                failure.complete(null);
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        child.start();
        Shared.started.await();
        sc.cancelJobGroup("inherited");
        assertCancelled(failure.get(), 0, "part of cancelled job group inherited");
        child.join();
    }

    @Test
    @Tag("CANC-018")
    void aCancelledReduceTaskEndsAtItsNextRecordThoughNobodyInterruptsIt() throws Exception {
        Shared.reset();
        JavaFutureAction<Void> job = sc.parallelize(
                        java.util.stream.IntStream.range(0, 10_000).boxed().toList(), 1)
                .mapToPair(i -> new Tuple2<>(i, i))
                .partitionBy(new org.apache.spark.HashPartitioner(1))
                .foreachPartitionAsync(pairs -> read(pairs));
        Shared.started.await();
        sc.sc().cancelJob(job.jobIds().get(0));
        assertThatThrownBy(job::get).isInstanceOf(ExecutionException.class);
        Shared.gate.countDown();
        eventually(() -> sc.statusTracker().getExecutorInfos()[0].numRunningTasks() == 0);
        assertThat(Shared.SEEN.get()).isBetween(1, 9_999);
        assertThat(Shared.INTERRUPTED).hasValue(0);
    }

    private static void read(Iterator<Tuple2<Integer, Integer>> pairs) throws InterruptedException {
        while (pairs.hasNext()) {
            pairs.next();
            if (Shared.SEEN.incrementAndGet() == 1) {
                Shared.hold();
                // The kill is told by the loop, which the waiting caller does not wait for.
                eventually(() -> TaskContext.get().isInterrupted());
            }
        }
    }

    @Test
    void aPropertyThatIsNoTruthDoesNotInterrupt() throws Exception {
        sc.setLocalProperty("spark.job.interruptOnCancel", "perhaps");
        JavaFutureAction<Long> job = held(sc).countAsync();
        Shared.started.await();
        sc.sc().cancelJob(job.jobIds().get(0));
        assertThatThrownBy(job::get).cause().hasMessageContaining("SPARK_JOB_CANCELLED");
        Shared.gate.countDown();
        eventually(() -> sc.statusTracker().getExecutorInfos()[0].numRunningTasks() == 0);
        assertThat(Shared.INTERRUPTED).hasValue(0);
    }

    @Test
    @Tag("STAT-002")
    void jobsAreFoundByTheirGroupAlsoWhenTheyHaveEnded() throws Exception {
        sc.parallelize(List.of(1), 1).count();
        sc.setJobGroup("g", "");
        sc.parallelize(List.of(1), 1).count();
        sc.parallelize(List.of(1), 1).count();
        eventually(() -> sc.statusTracker().getJobInfo(2) != null
                && sc.statusTracker().getJobInfo(2).status() == JobExecutionStatus.SUCCEEDED);
        assertThat(sc.statusTracker().getJobIdsForGroup(null)).containsExactly(0);
        assertThat(sc.statusTracker().getJobIdsForGroup("g")).containsExactlyInAnyOrder(1, 2);
        assertThat(sc.statusTracker().getJobIdsForGroup("unknown")).isEmpty();
    }

    @Test
    @Tag("STAT-004")
    void bothRoundsOfATakeAreInTheGroup() throws Exception {
        sc.setJobGroup("rounds", "");
        JavaFutureAction<List<Integer>> taken = sc.parallelize(List.of(1, 2), 2).takeAsync(2);
        assertThat(taken.get()).containsExactly(1, 2);
        eventually(() -> sc.statusTracker().getJobIdsForGroup("rounds").length == 2);
        assertThat(taken.jobIds()).containsExactlyInAnyOrder(0, 1);
    }
}
