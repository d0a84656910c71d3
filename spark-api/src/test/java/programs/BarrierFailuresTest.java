// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Tuple2;

/** Programs whose tasks fail, or wait for each other in vain. Texts and results are those that the same lines gave on Apache Spark 4.2.0. */
@Timeout(60)
class BarrierFailuresTest extends LocalBarrier {
    @Test
    void aFailedTaskOfAResultStageFailsTheJob() {
        JavaRDD<Integer> failing = barrier(numbers(3), elements -> {
            BarrierTaskContext context = BarrierTaskContext.get();
            if (context.partitionId() == 1) {
                throw new IllegalStateException("boom " + context.stageAttemptNumber());
            }
            context.barrier();
            return elements;
        });
        assertThatThrownBy(failing::collect)
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Job aborted due to stage failure: Could not recover from a failed barrier"
                        + " ResultStage. Most recent failure reason: Stage failed because barrier task ResultTask(0, 1)"
                        + " finished unsuccessfully.\njava.lang.IllegalStateException: boom 0\n\tat ")
                .hasNoCause();
    }

    @Test
    void aFailedTaskOfAMapStageMakesAllRunAgain() {
        JavaRDD<Tuple2<Integer, Integer>> counted = barrier(numbers(3), elements -> {
                    BarrierTaskContext context = BarrierTaskContext.get();
                    if (context.partitionId() == 1 && context.stageAttemptNumber() == 0) {
                        throw new IllegalStateException("boom");
                    }
                    context.barrier();
                    return one(context.stageAttemptNumber());
                })
                .mapToPair(attempt -> new Tuple2<>(attempt, 1))
                .reduceByKey(Integer::sum)
                .map(pair -> pair);
        assertThat(counted.collect()).containsExactly(new Tuple2<>(1, 3));
    }

    @Test
    void aMapStageThatFailsAgainAndAgainFailsTheJob() {
        List<String> stages = new ArrayList<>();
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted completed) {
                stages.add(completed.stageInfo().stageId() + "."
                        + completed.stageInfo().attemptNumber());
            }
        });
        assertThatThrownBy(() -> barrier(numbers(3), elements -> {
                            BarrierTaskContext context = BarrierTaskContext.get();
                            if (context.partitionId() == 1) {
                                throw new IllegalStateException("boom " + context.stageAttemptNumber());
                            }
                            context.barrier();
                            return elements;
                        })
                        .mapToPair(element -> new Tuple2<>(element, 1))
                        .reduceByKey(Integer::sum)
                        .collect())
                .isInstanceOf(SparkException.class)
                .hasMessageMatching(
                        "(?s)Job aborted due to stage failure: ShuffleMapStage 0 \\(mapToPair at .*\\) has failed"
                                + " the maximum allowable number of times: 4\\. Most recent failure reason: Stage failed because"
                                + " barrier task ShuffleMapTask\\(0, 1\\) finished unsuccessfully\\.\n"
                                + "java\\.lang\\.IllegalStateException: boom 3\n.*");
        sc.stop();
        assertThat(stages).containsExactly("0.0", "0.1", "0.2", "0.3");
    }

    @Test
    void differentMethodsFailAll() {
        List<String> caught = barrier(numbers(2), elements -> {
                    BarrierTaskContext context = BarrierTaskContext.get();
                    try {
                        if (context.partitionId() == 0) {
                            context.barrier();
                        } else {
                            context.allGather("x");
                        }
                        return one("passed");
                    } catch (Throwable e) {
                        return one(e.toString());
                    }
                })
                .collect();
        assertThat(caught)
                .hasSize(2)
                .allMatch(text -> text.matches(
                        "org\\.apache\\.spark\\.SparkException: Different barrier sync types found for the sync Stage 0 \\(Attempt 0\\):"
                                + " (BARRIER, ALL_GATHER|ALL_GATHER, BARRIER)\\. Please use the same barrier sync type within a"
                                + " single sync\\."));
    }

    @Test
    void whoWaitsTooLongFailsAndMayTryAgain() {
        restart("spark.barrier.sync.timeout", "1s");
        CountDownLatch timedOut = Latches.fresh(1);
        List<String> told = barrier(numbers(2), elements -> {
                    BarrierTaskContext context = BarrierTaskContext.get();
                    String told0 = "";
                    if (context.partitionId() == 0) {
                        try {
                            context.barrier();
                        } catch (Exception e) {
                            told0 = e.getMessage();
                        }
                        Latches.current().countDown();
                    } else {
                        Latches.await();
                    }
                    context.barrier();
                    return one(told0);
                })
                .collect();
        assertThat(timedOut.getCount()).isZero();
        assertThat(told)
                .containsExactly(
                        "The coordinator didn't get all barrier sync requests for barrier epoch 0 from Stage 0 (Attempt 0)"
                                + " within 1 second(s).",
                        "");
    }

    @Test
    void tooFewSlotsAreWaitedForAndThenRefused() {
        restart(
                "spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s",
                "spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "1");
        long startNanos = System.nanoTime();
        assertThatThrownBy(() -> barrier(5).collect())
                .isInstanceOf(SparkException.class)
                .hasMessage(
                        "[SPARK-24819]: Barrier execution mode does not allow run a barrier stage that requires more"
                                + " slots than the total number of slots in the cluster currently. Please init a new cluster with"
                                + " more resources(e.g. CPU, GPU) or repartition the input RDD(s) to reduce the number of slots"
                                + " required to run this barrier stage.");
        assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void cancellingEndsTasksThatWait() throws Exception {
        Latches.fresh(2);
        JavaFutureAction<List<Integer>> action = barrier(numbers(3), elements -> {
                    BarrierTaskContext context = BarrierTaskContext.get();
                    if (context.partitionId() < 2) {
                        Latches.current().countDown();
                        context.barrier();
                    } else {
                        while (!context.isInterrupted()) {
                            Thread.onSpinWait();
                        }
                    }
                    return elements;
                })
                .collectAsync();
        Latches.await();
        action.cancel(true);
        assertThatThrownBy(action::get)
                .isInstanceOfAny(java.util.concurrent.CancellationException.class, ExecutionException.class);
        // All four slots are free again.
        assertThat(barrier(4).count()).isEqualTo(8);
    }

    @Test
    void aKilledTaskFailsTheStage() {
        Latches.fresh(3);
        Thread killer = new Thread(() -> {
            Latches.await();
            sc.sc().killTaskAttempt(1, true, "by hand");
        });
        killer.start();
        assertThatThrownBy(() -> barrier(numbers(3), elements -> {
                            Latches.current().countDown();
                            if (TaskContext.getPartitionId() == 1) {
                                while (!TaskContext.get().isInterrupted()) {
                                    Thread.onSpinWait();
                                }
                            } else {
                                BarrierTaskContext.get().barrier();
                            }
                            return elements;
                        })
                        .collect())
                .hasMessage(
                        "Job aborted due to stage failure: Could not recover from a failed barrier ResultStage. Most"
                                + " recent failure reason: Stage failed because barrier task ResultTask(0, 1) finished"
                                + " unsuccessfully.\nTaskKilled (by hand)");
    }

    @Test
    void barrierStagesOfSeveralJobsTakeTurns() throws Exception {
        List<JavaFutureAction<Long>> jobs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            jobs.add(barrier(numbers(3), elements -> {
                        BarrierTaskContext.get().barrier();
                        return elements;
                    })
                    .countAsync());
        }
        for (JavaFutureAction<Long> job : jobs) {
            assertThat(job.get(30, TimeUnit.SECONDS)).isEqualTo(6);
        }
    }

    /** What tasks and the test share; captured latches would be copied. */
    private static final class Latches {
        private static volatile CountDownLatch latch = new CountDownLatch(0);

        static CountDownLatch fresh(int count) {
            latch = new CountDownLatch(count);
            return latch;
        }

        static CountDownLatch current() {
            return latch;
        }

        static void await() {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
