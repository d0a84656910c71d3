// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IsolationTest extends LocalSpark {

    /** A place that functions may change. */
    private static final class Box implements Serializable {
        private int value;

        Box(int value) {
            this.value = value;
        }
    }

    private static final class Unserializable {}

    @Test
    void closureThatCannotTravelIsRefusedByTheTransformation() {
        Unserializable captured = new Unserializable();
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1));

        assertThatThrownBy(() -> numbers.map(i -> captured.hashCode()))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable")
                .hasCauseInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> numbers.foreach(System.out::println))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable");
    }

    @Test
    void contextCannotTravel() {
        assertThatThrownBy(() -> sc.parallelize(List.of(1)).map(i -> sc.appName()))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Task not serializable");
    }

    @Test
    void capturedStateIsNeitherSeenByTheDriverNorByOtherTasks() {
        Box counter = new Box(0);

        List<Integer> seen = sc.parallelize(List.of(1, 1, 1, 1), 2)
                .map(i -> counter.value += i)
                .collect();

        assertThat(counter.value).isZero();
        assertThat(seen).containsExactly(1, 2, 1, 2);
    }

    @Test
    void capturedStateIsThatOfTheSubmission() {
        Box factor = new Box(2);
        JavaRDD<Integer> scaled = sc.parallelize(List.of(1)).map(i -> i * factor.value);

        factor.value = 3;

        assertThat(scaled.collect()).containsExactly(3);
    }

    @Test
    void elementsAreCopiesOnTheWayInAndOut() {
        Box original = new Box(1);
        JavaRDD<Box> boxes = sc.parallelize(List.of(original), 1);

        Box collected = boxes.map(box -> {
                    box.value++;
                    return box;
                })
                .collect()
                .get(0);

        assertThat(collected.value).isEqualTo(2);
        assertThat(original.value).isEqualTo(1);
        assertThat(boxes.cache().collect().get(0)).isNotSameAs(original);
    }

    @Test
    void elementsThatCannotTravelCannotBeCollectedButCounted() {
        JavaRDD<Unserializable> made = sc.parallelize(List.of(1, 2), 2).map(i -> new Unserializable());

        assertThat(made.count()).isEqualTo(2);
        assertThatThrownBy(made::collect)
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("had a not serializable result: programs.IsolationTest$Unserializable");
    }

    @Test
    void zeroOfAnAggregateIsNeverTheCallers() {
        List<Integer> zero = new ArrayList<>();

        List<Integer> all = sc.parallelize(List.of(1, 2), 2)
                .aggregate(
                        zero,
                        (list, i) -> {
                            list.add(i);
                            return list;
                        },
                        (left, right) -> {
                            left.addAll(right);
                            return left;
                        });

        assertThat(all).containsExactlyInAnyOrder(1, 2);
        assertThat(zero).isEmpty();
    }

    @Test
    void usersExceptionIsTheCause() {
        JavaRDD<Integer> failing = sc.parallelize(List.of(1), 1).map(i -> {
            throw new IOException("disk on fire");
        });

        assertThatThrownBy(failing::collect)
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith(
                        "Job aborted due to stage failure: Task 0 in stage 0.0 failed 1 times, most recent"
                                + " failure: Lost task 0.0 in stage 0.0 (TID 0)")
                .hasMessageContaining("java.io.IOException: disk on fire")
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("disk on fire");
    }

    @Test
    void failureOfTheDriversMergeIsADriverFailure() {
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1, 2), 2);

        assertThatThrownBy(() -> numbers.reduce((left, right) -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(SparkException.class)
                .hasMessage("Execution error")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("RDD-070")
    void rddInsideATaskLacksItsContext() {
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1));

        assertThatThrownBy(() -> numbers.map(i -> numbers.count()).collect())
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("This RDD lacks a SparkContext");
    }

    @Test
    void contextInsideATaskIsRefused() {
        assertThatThrownBy(() -> sc.parallelize(List.of(1))
                        .map(i -> new org.apache.spark.SparkContext(conf()).appName())
                        .collect())
                .isInstanceOf(SparkException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SparkContext should only be created and accessed on the driver.");
    }

    @Test
    void taskKnowsItself() {
        List<String> known = sc.parallelize(List.of(1, 2), 2)
                .mapPartitions(elements -> {
                    TaskContext task = TaskContext.get();
                    String text =
                            task.partitionId() + " of " + task.numPartitions() + ", attempt " + task.attemptNumber();
                    return List.of(text + " " + TaskContext.getPartitionId()).iterator();
                })
                .collect();

        assertThat(known).containsExactly("0 of 2, attempt 0 0", "1 of 2, attempt 0 1");
        assertThat(TaskContext.get()).isNull();
    }

    @Test
    void completionListenerThatThrowsFailsTheTask() {
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1)
                        .foreach(i -> TaskContext.get().addTaskCompletionListener(task -> {
                            throw new IllegalStateException("listener");
                        })))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("listener");
    }
}
