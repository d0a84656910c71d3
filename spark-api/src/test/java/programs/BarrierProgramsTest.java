// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;

/** Programs whose tasks wait for each other. Texts and results are those that the same lines gave on Apache Spark 4.2.0. */
@Timeout(60)
class BarrierProgramsTest extends LocalBarrier {
    private static final String UNSUPPORTED_CHAIN =
            "[SPARK-24820][SPARK-24821]: Barrier execution mode does not allow the following pattern of RDD chain within a"
                    + " barrier stage:\n1. Ancestor RDDs that have different number of partitions from the resulting RDD"
                    + " (e.g. union()/coalesce()/first()/take()/PartitionPruningRDD). A workaround for first()/take() can"
                    + " be barrierRdd.collect().head (scala) or barrierRdd.collect()[0] (python).\n2. An RDD that depends"
                    + " on multiple barrier RDDs (e.g. barrierRdd1.zip(barrierRdd2)).";
    private static final AtomicInteger RUNS = new AtomicInteger();

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
                        LocalBarrier.<String>tag())
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
}
