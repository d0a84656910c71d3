// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Function1;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Programs whose tasks wait for each other. Texts and results are those that the same lines gave on Apache Spark 4.2.0. */
@Timeout(60)
class BarrierProgramsTest {
    private static final String UNSUPPORTED_CHAIN =
            "[SPARK-24820][SPARK-24821]: Barrier execution mode does not allow the following pattern of RDD chain within a"
                    + " barrier stage:\n1. Ancestor RDDs that have different number of partitions from the resulting RDD"
                    + " (e.g. union()/coalesce()/first()/take()/PartitionPruningRDD). A workaround for first()/take() can"
                    + " be barrierRdd.collect().head (scala) or barrierRdd.collect()[0] (python).\n2. An RDD that depends"
                    + " on multiple barrier RDDs (e.g. barrierRdd1.zip(barrierRdd2)).";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private JavaSparkContext sc = context();

    /** Scala's functions are not serialisable by themselves. */
    private interface Body<A, R> extends Function1<A, R>, Serializable {}

    private static JavaSparkContext context(String... settings) {
        SparkConf conf = new SparkConf(false).setMaster("local[4]").setAppName("test");
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        return new JavaSparkContext(conf);
    }

    private void restart(String... settings) {
        sc.stop();
        sc = context(settings);
    }

    @AfterEach
    void stop() {
        sc.stop();
    }

    @SuppressWarnings("unchecked") // a tag of Object is what Java programs have for any class
    private static <S> ClassTag<S> tag() {
        return (ClassTag<S>) (ClassTag<?>) ClassTag$.MODULE$.apply(Object.class);
    }

    /** 0, 1, ..., two in each partition. */
    private RDD<Integer> numbers(int partitions) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < partitions * 2; i++) {
            numbers.add(i);
        }
        return sc.parallelize(numbers, partitions).rdd();
    }

    private static <S> JavaRDD<S> barrier(RDD<Integer> rdd, Body<Iterator<Integer>, Iterator<S>> body) {
        return rdd.barrier()
                .mapPartitions(body, false, BarrierProgramsTest.<S>tag())
                .toJavaRDD();
    }

    private JavaRDD<Integer> barrier(int partitions) {
        return barrier(numbers(partitions), elements -> elements);
    }

    private static <S> Iterator<S> one(S element) {
        return CollectionConverters.asScala(List.of(element).iterator());
    }

    @Test
    void everyTaskGetsTheMessagesOfAllInOrder() {
        List<String> gathered = barrier(numbers(4), elements -> {
                    BarrierTaskContext context = BarrierTaskContext.get();
                    String[] messages = context.allGather("m" + context.partitionId());
                    context.barrier();
                    return one(Arrays.toString(messages));
                })
                .collect();
        assertThat(gathered).hasSize(4).containsOnly("[m0, m1, m2, m3]");
    }

    @Test
    void nullIsAMessageToo() {
        assertThat(barrier(
                                numbers(2),
                                elements -> one(
                                        Arrays.toString(BarrierTaskContext.get().allGather(null))))
                        .collect())
                .containsExactly("[null, null]", "[null, null]");
    }

    @Test
    void nobodyPassesABarrierBeforeAllHaveComeToIt() {
        RUNS.set(0);
        List<Integer> seen = barrier(numbers(4), elements -> {
                    RUNS.incrementAndGet();
                    BarrierTaskContext.get().barrier();
                    return one(RUNS.get());
                })
                .collect();
        assertThat(seen).containsExactly(4, 4, 4, 4);
    }

    @Test
    void aTaskKnowsWhereAllRun() {
        List<String> addresses = barrier(numbers(3), elements -> {
                    List<String> all = new ArrayList<>();
                    for (BarrierTaskInfo task : BarrierTaskContext.get().getTaskInfos()) {
                        all.add(task.address());
                    }
                    return one(String.join(" ", all));
                })
                .collect();
        assertThat(addresses).hasSize(3).containsOnly("localhost:0 localhost:0 localhost:0");
    }

    @Test
    void theContextOfABarrierTaskIsTheTasksContext() {
        assertThat(barrier(2)
                        .map(element -> BarrierTaskContext.get() == TaskContext.get()
                                && TaskContext.get().numPartitions() == 2)
                        .collect())
                .containsOnly(true);
    }

    @Test
    void otherTasksHaveNoBarrier() {
        assertThat(BarrierTaskContext.get()).isNull();
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1)
                        .map(element -> BarrierTaskContext.get().partitionId())
                        .collect())
                .cause()
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void partitionsAreToldTheirIndex() {
        List<String> made = numbers(2)
                .barrier()
                .mapPartitionsWithIndex(
                        (Function2<Object, Iterator<Integer>, Iterator<String>> & Serializable)
                                (index, elements) -> one("p" + index + ": " + elements.mkString(",")),
                        true,
                        BarrierProgramsTest.<String>tag())
                .toJavaRDD()
                .collect();
        assertThat(made).containsExactly("p0: 0,1", "p1: 2,3");
    }

    @Test
    void aShuffleEndsTheBarrierStage() {
        JavaRDD<Boolean> after =
                barrier(4).repartition(2).map(element -> TaskContext.get() instanceof BarrierTaskContext);
        assertThat(after.collect()).hasSize(8).containsOnly(false);
        assertThat(after.rdd().isBarrier_()).isFalse();
        assertThat(barrier(4).map(element -> element).rdd().isBarrier_()).isTrue();
    }

    @Test
    @Tag("BAR-008")
    void aBarrierRddIsZippedWithAnother() {
        assertThat(barrier(2)
                        .zip(numbers(2).toJavaRDD())
                        .map(pair -> pair._1 + pair._2)
                        .collect())
                .containsExactly(0, 2, 4, 6);
    }

    @Test
    void aBarrierInABarrierIsOneStage() {
        assertThat(barrier(barrier(2).rdd(), elements -> elements).collect()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void chainsWithOtherPartitionsAreRefused() {
        for (JavaRDD<?> chain : List.of(
                barrier(2).union(numbers(2).toJavaRDD()),
                barrier(2).cartesian(numbers(1).toJavaRDD()).map(pair -> pair._1),
                barrier(numbers(4).toJavaRDD().coalesce(1).rdd(), elements -> elements),
                barrier(2).zip(barrier(2)).map(pair -> pair._1))) {
            assertThatThrownBy(chain::collect)
                    .isInstanceOf(SparkException.class)
                    .hasMessage(UNSUPPORTED_CHAIN);
        }
    }

    @Test
    @Tag("BAR-006")
    void aCoalescedBarrierRddIsRefused() {
        assertThatThrownBy(() -> barrier(4).coalesce(1).collect()).hasMessage(UNSUPPORTED_CHAIN);
    }

    @Test
    @Tag("BAR-002")
    void aBarrierMapStageOnAPrunedRddIsRefused() {
        RDD<Integer> pruned = numbers(4)
                .toJavaRDD()
                .mapToPair(number -> new Tuple2<>(number, number))
                .sortByKey(true, 4)
                .filterByRange(0, 1)
                .map(pair -> pair._1)
                .rdd();
        assertThat(pruned.getNumPartitions()).isLessThan(4);
        assertThatThrownBy(() -> barrier(pruned, elements -> elements)
                        .mapToPair(number -> new Tuple2<>(number, 1))
                        .reduceByKey(Integer::sum)
                        .collect())
                .isInstanceOf(SparkException.class)
                .hasMessage(UNSUPPORTED_CHAIN);
    }

    @Test
    @Tag("BAR-004")
    void someOfThePartitionsAreRefused() {
        assertThatThrownBy(() -> barrier(4).collectPartitions(new int[] {1, 3}))
                .isInstanceOf(SparkException.class)
                .hasMessage(UNSUPPORTED_CHAIN);
        assertThatThrownBy(() -> barrier(4).first()).hasMessage(UNSUPPORTED_CHAIN);
        assertThatThrownBy(() -> barrier(4).take(1)).hasMessage(UNSUPPORTED_CHAIN);
        assertThat(barrier(1).take(1)).containsExactly(0);
    }

    @Test
    void aRefusedJobIsNotToldToListeners() {
        List<Integer> started = new ArrayList<>();
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                started.add(start.jobId());
            }
        });
        assertThatThrownBy(() -> barrier(4).first()).isInstanceOf(SparkException.class);
        barrier(2).count();
        sc.stop();
        assertThat(started).containsExactly(1);
    }

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
}
