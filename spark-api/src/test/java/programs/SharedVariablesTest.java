// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SharedVariablesTest extends LocalSpark {

    @Test
    void accumulatorsOfTasksAreAddedUp() {
        LongAccumulator sum = sc.sc().longAccumulator("sum");
        CollectionAccumulator<Integer> seen = sc.sc().collectionAccumulator();

        sc.parallelize(List.of(1, 2, 3, 4), 4).foreach(i -> {
            sum.add(i);
            seen.add(i);
        });

        assertThat(sum.value()).isEqualTo(10);
        assertThat(sum.name().get()).isEqualTo("sum");
        assertThat(seen.value()).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void taskSeesOnlyItsOwnAdditions() {
        LongAccumulator sum = sc.sc().longAccumulator();
        sum.add(100);

        List<Long> seen = sc.parallelize(List.of(1, 2), 2)
                .map(i -> {
                    sum.add(i);
                    return sum.value();
                })
                .collect();

        assertThat(seen).containsExactly(1L, 2L);
        assertThat(sum.value()).isEqualTo(103);
    }

    @Test
    void failedTasksAddNothing() {
        LongAccumulator sum = sc.sc().longAccumulator();

        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).foreach(i -> {
                    sum.add(i);
                    throw new IllegalStateException();
                }))
                .isInstanceOf(SparkException.class);

        assertThat(sum.value()).isZero();
    }

    @Test
    void everyEvaluationOfATransformationCounts() {
        LongAccumulator evaluations = sc.sc().longAccumulator();
        JavaRDD<Integer> counted = sc.parallelize(List.of(1, 2), 1).map(i -> {
            evaluations.add(1);
            return i;
        });

        counted.count();
        counted.count();

        assertThat(evaluations.value()).isEqualTo(4);
    }

    @Test
    void unregisteredAccumulatorCannotTravel() {
        LongAccumulator stray = new LongAccumulator();

        assertThatThrownBy(() -> sc.parallelize(List.of(1)).foreach(i -> stray.add(1)))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable");
        sc.sc().register(stray);
        assertThatThrownBy(() -> sc.sc().register(stray)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("DIST-006")
    void broadcastIsOneObjectInDriverAndTasks() {
        Map<String, Integer> table = Map.of("a", 1);
        int identity = System.identityHashCode(table);
        Broadcast<Map<String, Integer>> shared = sc.broadcast(table);

        List<Boolean> same = sc.parallelize(List.of(1, 2), 2)
                .map(i -> System.identityHashCode(shared.value()) == identity)
                .collect();

        assertThat(same).containsExactly(true, true);
        shared.unpersist();
        assertThat(shared.value()).isSameAs(table);
    }

    @Test
    void broadcastInsideAnotherObjectFindsItsValueAgain() {
        Broadcast<List<Integer>> shared = sc.broadcast(List.of(7));
        java.util.ArrayList<Broadcast<List<Integer>>> mutable = new java.util.ArrayList<>(List.of(shared));

        assertThat(sc.parallelize(List.of(1))
                        .map(i -> mutable.get(0).value().get(0))
                        .collect())
                .containsExactly(7);
    }

    private static final class Box implements Serializable {
        private int value;

        Box(int value) {
            this.value = value;
        }
    }

    /** Sums numbers, and throws or holds on to something when told to. */
    private static final class Sum extends AccumulatorV2<Integer, Integer> {
        private int sum;
        private boolean mergeThrows;
        private boolean valueThrows;
        private Object held;

        @Override
        public boolean isZero() {
            return sum == 0;
        }

        @Override
        public Sum copy() {
            Sum copy = new Sum();
            copy.sum = sum;
            copy.mergeThrows = mergeThrows;
            copy.valueThrows = valueThrows;
            copy.held = held;
            return copy;
        }

        @Override
        public void reset() {
            sum = 0;
        }

        @Override
        public void add(Integer number) {
            sum += number;
        }

        @Override
        public void merge(AccumulatorV2<Integer, Integer> other) {
            if (mergeThrows) {
                throw new IllegalStateException("no merge");
            }
            sum += ((Sum) other).sum;
        }

        @Override
        public Integer value() {
            if (valueThrows) {
                throw new IllegalStateException("no value");
            }
            return sum;
        }
    }

    @Test
    void whatACollectionGathersIsTheDriversOwn() {
        CollectionAccumulator<Box> gathered = sc.sc().collectionAccumulator();
        JavaRDD<Box> cached = sc.parallelize(List.of(1), 1).map(Box::new).cache();

        cached.foreach(gathered::add);
        gathered.value().get(0).value = 50;

        assertThat(cached.collect().get(0).value).isEqualTo(1);
    }

    @Test
    void updateThatCannotBeSerialisedFailsTheTask() {
        Sum sum = new Sum();
        sc.sc().register(sum, "sum");

        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).foreach(i -> {
                    sum.add(i);
                    sum.held = new Object();
                }))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("had a not serializable result: java.lang.Object");
        assertThat(sum.value()).isZero();
    }

    @Test
    void accumulatorsThatThrowAreLeftOutOfTaskAndStageInfosAndTheOthersAreTold() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean ended = new AtomicBoolean();
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd event) {
                event.taskInfo()
                        .accumulables()
                        .foreach(info -> told.add("task " + info.name() + " " + info.update() + " " + info.value()));
            }

            @Override
            public void onStageCompleted(SparkListenerStageCompleted event) {
                event.stageInfo()
                        .accumulables()
                        .foreach(entry -> told.add("stage " + entry._2().name() + " "
                                + entry._2().update() + " " + entry._2().value()));
            }

            @Override
            public void onJobEnd(SparkListenerJobEnd event) {
                ended.set(true);
            }
        });
        LongAccumulator named = sc.sc().longAccumulator("named");
        LongAccumulator unnamed = sc.sc().longAccumulator();
        Sum zero = new Sum();
        sc.sc().register(zero, "zero");
        Sum badMerge = new Sum();
        badMerge.mergeThrows = true;
        sc.sc().register(badMerge, "bad merge");
        Sum badValue = new Sum();
        badValue.valueThrows = true;
        sc.sc().register(badValue, "bad value");

        sc.parallelize(List.of(1, 2), 1).foreach(i -> {
            zero.add(0);
            badMerge.add(i);
            badValue.add(i);
            named.add(i);
            unnamed.add(i);
        });

        eventually(ended::get);
        assertThat(told)
                .filteredOn(line -> !line.contains("internal.metrics"))
                .containsExactly("task Some(named) Some(3) Some(3)", "stage Some(named) None Some(3)");
        badValue.valueThrows = false;
        assertThat(badValue.value()).isEqualTo(3);
        assertThat(badMerge.value()).isZero();
        assertThat(unnamed.value()).isEqualTo(3);
    }

    @Test
    void accumulatorSeenByTwoFunctionsOfATaskIsOne() {
        Sum sum = new Sum();
        sc.sc().register(sum);

        assertThat(sc.parallelize(List.of(1, 2, 3), 1)
                        .map(i -> {
                            sum.add(1);
                            return i;
                        })
                        .map(i -> {
                            sum.add(10);
                            return sum.value();
                        })
                        .collect())
                .containsExactly(11, 22, 33);
        assertThat(sum.value()).isEqualTo(33);
    }

    @Test
    void attemptsThatFailedAddNothingAndTheOneThatSucceededAddsOnce() {
        sc.stop();
        sc = new JavaSparkContext(conf().setMaster("local[2,3]"));
        Sum inAction = new Sum();
        sc.sc().register(inAction);
        Sum beforeShuffle = new Sum();
        sc.sc().register(beforeShuffle);
        JavaRDD<Integer> failing = sc.parallelize(List.of(1, 2, 3, 4), 2);

        failing.foreach(i -> {
            inAction.add(i);
            failFirst(i);
        });
        failing.map(i -> {
                    beforeShuffle.add(i);
                    failFirst(i);
                    return i;
                })
                .repartition(2)
                .count();

        assertThat(inAction.value()).isEqualTo(10);
        assertThat(beforeShuffle.value()).isEqualTo(10);
    }

    private static void failFirst(int i) {
        if (TaskContext.get().attemptNumber() == 0 && i % 2 == 0) {
            throw new IllegalStateException("first attempt");
        }
    }

    @Test
    void rddCannotBeBroadcastByItsOwnMethod() {
        assertThatThrownBy(() -> sc.sc()
                        .broadcast(
                                sc.parallelize(List.of(1)).rdd(), scala.reflect.ClassTag$.MODULE$.apply(Object.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Can not directly broadcast RDDs; instead, call collect() and"
                        + " broadcast the result.");
    }
}
