// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Broadcasts that are destroyed when a function holds them already. */
class DestroyedBroadcastsTest extends LocalSpark {
    private static final String COMPLAINT = "java.io.IOException: org.apache.spark.SparkException: "
            + "[INTERNAL_ERROR_BROADCAST] Attempted to use Broadcast(0) after it was destroyed (destroy at ";

    private JavaRDD<Integer> ofADestroyedBroadcast() {
        Broadcast<Integer> shared = sc.broadcast(1);
        JavaRDD<Integer> rdd =
                sc.parallelize(List.of(1, 2)).map(i -> i + shared.value()).filter(i -> i > 0);
        shared.destroy();
        return rdd;
    }

    @Test
    void aDestroyedBroadcastHasNoValueAndIsRefusedInFunctions() {
        Broadcast<Integer> shared = sc.broadcast(1);
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1));

        shared.destroy();

        assertThatThrownBy(shared::value)
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("Attempted to use Broadcast(" + shared.id() + ") after it was destroyed");
        assertThatThrownBy(() -> numbers.map(i -> i + shared.value()))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable");
    }

    @Test
    void actionsWhoseFunctionHoldsTheRddFailBeforeThereIsAJob() {
        JavaRDD<Integer> rdd = ofADestroyedBroadcast();
        Map<String, ThrowingCallable> actions = new LinkedHashMap<>();
        actions.put("collect", rdd::collect);
        actions.put("take", () -> rdd.take(1));
        actions.put("first", rdd::first);
        actions.put("isEmpty", rdd::isEmpty);
        actions.put("top", () -> rdd.top(1));
        actions.put("takeOrdered", () -> rdd.takeOrdered(1));
        actions.put("toLocalIterator", () -> rdd.toLocalIterator().hasNext());
        actions.put("collectPartitions", () -> rdd.collectPartitions(new int[] {0}));
        actions.put("sortBy", () -> rdd.sortBy(i -> i, true, 2));
        actions.put("collectAsync", rdd::collectAsync);
        actions.put("takeAsync", () -> rdd.takeAsync(1));

        actions.forEach((name, action) -> assertThatThrownBy(action)
                .as(name)
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable")
                .hasMessageContaining(COMPLAINT)
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(SparkException.class));

        assertThat(sc.parallelize(List.of(1)).countAsync().jobIds())
                .as("the first job")
                .containsExactly(0);
    }

    @Test
    void otherActionsFailInTheJob() {
        JavaRDD<Integer> rdd = ofADestroyedBroadcast();
        Map<String, ThrowingCallable> actions = new LinkedHashMap<>();
        actions.put("count", rdd::count);
        actions.put("reduce", () -> rdd.reduce(Integer::sum));
        actions.put("foreach", () -> rdd.foreach(i -> {}));
        actions.put("collect behind a shuffle", () -> rdd.repartition(2).collect());

        actions.forEach((name, action) -> assertThatThrownBy(action)
                .as(name)
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("Task serialization failed: " + COMPLAINT)
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(SparkException.class));
    }
}
