// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What cannot be is refused in Spark 4.2.0's words, and the context goes on. */
class BadInputProgramsTest extends LocalSpark {
    private JavaRDD<Integer> numbers;

    @BeforeEach
    void makeNumbers() {
        numbers = sc.parallelize(List.of(1, 2, 3, 4), 4);
    }

    @AfterEach
    void theContextWorksOn() {
        if (!sc.sc().isStopped()) {
            assertThat(numbers.count()).isEqualTo(4);
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void partitionsThatDoNotExistAreNamed() {
        assertRefused(
                () -> numbers.collectPartitions(new int[] {-1}),
                "Attempting to access a non-existent partition: -1. Total number of partitions: 4");
        assertRefused(
                () -> numbers.collectPartitions(new int[] {0, 4}),
                "Attempting to access a non-existent partition: 4. Total number of partitions: 4");
        assertThat(numbers.collectPartitions(new int[] {})).isEmpty();
        assertThat(numbers.collectPartitions(new int[] {1, 1})).containsExactly(List.of(2), List.of(2));
    }

    @Test
    void countsOfPartitionsArePositive() {
        assertRefused(() -> numbers.coalesce(0), "requirement failed: Number of partitions (0) must be positive.");
        assertRefused(() -> numbers.coalesce(-1), "requirement failed: Number of partitions (-1) must be positive.");
        assertRefused(() -> numbers.repartition(0), "requirement failed: Number of partitions (0) must be positive.");
        assertRefused(() -> sc.parallelize(List.of(1), 0).count(), "Positive number of partitions required");
        assertRefused(
                () -> numbers.treeReduce((a, b) -> a + b, 0),
                "requirement failed: Depth must be greater than or equal to 1 but got 0.");
    }

    @Test
    void lessThanNothingIsTakenAsNothing() throws Exception {
        assertThat(numbers.take(-1)).isEmpty();
        assertThat(numbers.takeAsync(-1).get()).isEmpty();
        assertThatThrownBy(() -> numbers.takeOrdered(-1))
                .isInstanceOf(SparkException.class)
                .cause()
                .hasMessage("k cannot be negative but was: -1");
    }

    /** Throws in the driver only. */
    private static final class Unwilling implements Comparator<Integer>, Serializable {
        @Override
        public int compare(Integer left, Integer right) {
            if (TaskContext.get() == null) {
                throw new IllegalStateException("driver");
            }
            return left.compareTo(right);
        }
    }

    private static int unwilling(int left, int right) {
        return new Unwilling().compare(left, right) + right;
    }

    @Test
    @Tag("DAG-054")
    void whatMergesResultsMayThrowAndIsTheCauseOnce() {
        assertDriverFailed(() -> numbers.reduce((a, b) -> unwilling(a, b)));
        assertDriverFailed(() -> numbers.fold(0, (a, b) -> unwilling(a, b)));
        assertDriverFailed(() -> numbers.aggregate(0, (a, b) -> a, (a, b) -> unwilling(a, b)));
        assertDriverFailed(() -> numbers.treeReduce((a, b) -> unwilling(a, b)));
        assertDriverFailed(() -> numbers.takeOrdered(2, new Unwilling()));
        assertDriverFailed(() -> numbers.max(new Unwilling()));
        assertThatThrownBy(() -> numbers.aggregate(0, (a, b) -> a, (a, b) -> {
                    throw new AssertionError("an error too");
                }))
                .hasMessage("Execution error")
                .cause()
                .isInstanceOf(AssertionError.class);
    }

    private static void assertDriverFailed(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(SparkException.class)
                .hasMessage("Execution error")
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("driver")
                .hasNoCause();
    }

    @Test
    void aListenerThatThrowsIsItsOwnAffair() {
        sc.sc().addSparkListener(new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart event) {
                throw new IllegalStateException("a listener's");
            }
        });
        sc.sc().removeSparkListener(new SparkListener() {});
        assertThat(numbers.count()).isEqualTo(4);
    }

    @Test
    void aPoolThatNobodyConfiguredIsMade() {
        sc.setLocalProperty("spark.scheduler.pool", "unheard of");
        assertThat(numbers.count()).isEqualTo(4);
    }

    /** What tasks and the test share. */
    private static final class Shared {
        private static volatile CountDownLatch started = new CountDownLatch(1);

        static void hold() throws InterruptedException {
            started.countDown();
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aJobThatRunsWhenTheContextStopsIsCancelled() throws Exception {
        Shared.started = new CountDownLatch(1);
        JavaFutureAction<Void> job = numbers.foreachAsync(i -> Shared.hold());
        Shared.started.await();
        sc.stop();
        assertThatThrownBy(job::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SparkException.class)
                .hasMessage("Job 0 cancelled because SparkContext was shut down");
    }

    @Test
    void afterTheStopNothingRuns() {
        sc.stop();
        for (ThrowingCallable action :
                List.<ThrowingCallable>of(numbers::count, numbers::collect, () -> numbers.take(1), numbers::isEmpty)) {
            assertThatThrownBy(action)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("SparkContext has been shutdown");
        }
        assertThat(numbers.take(0)).isEmpty();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                numbers::countAsync,
                () -> sc.parallelize(List.of(1)),
                () -> sc.broadcast(1),
                () -> sc.cancelJobGroup("g"),
                sc::cancelAllJobs)) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Cannot call methods on a stopped SparkContext.");
        }
        assertThatThrownBy(() -> sc.sc().addSparkListener(new SparkListener() {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("LiveListenerBus is stopped.");
        assertThat(sc.statusTracker().getActiveJobIds()).isEmpty();
    }
}
