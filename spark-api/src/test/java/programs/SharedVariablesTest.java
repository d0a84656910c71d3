// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
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

    @Test
    void destroyedBroadcastIsRefusedAlsoInFunctionsMadeBefore() {
        Broadcast<Integer> shared = sc.broadcast(1);
        JavaRDD<Integer> before = sc.parallelize(List.of(1)).map(i -> i + shared.value());

        shared.destroy();

        assertThatThrownBy(shared::value)
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("Attempted to use Broadcast(" + shared.id() + ") after it was destroyed");
        assertThatThrownBy(before::collect).isInstanceOf(SparkException.class);
        assertThatThrownBy(() -> sc.parallelize(List.of(1)).map(i -> i + shared.value()))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable");
    }
}
