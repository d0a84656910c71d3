// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;

class AsyncProgramsTest extends LocalSpark {

    /** What tasks and the test share. */
    private static final class Shared {
        private static volatile CountDownLatch gate = new CountDownLatch(0);
        private static final List<Integer> SEEN = Collections.synchronizedList(new ArrayList<>());

        static void pass() throws InterruptedException {
            gate.await();
        }
    }

    private JavaRDD<Integer> numbers() {
        return sc.parallelize(List.of(1, 2, 3, 4, 5), 5);
    }

    private JavaFutureAction<Long> heldUpCount() {
        Shared.gate = new CountDownLatch(1);
        return numbers()
                .map(i -> {
                    Shared.pass();
                    return i;
                })
                .countAsync();
    }

    @Test
    void actionsGiveTheirResultsLater() throws Exception {
        Shared.SEEN.clear();

        assertThat(numbers().countAsync().get()).isEqualTo(5);
        assertThat(numbers().collectAsync().get()).containsExactly(1, 2, 3, 4, 5);
        assertThat(numbers().foreachAsync(i -> Shared.SEEN.add(i)).get()).isNull();
        assertThat(numbers()
                        .foreachPartitionAsync(elements -> Shared.SEEN.add(elements.next() * 10))
                        .get())
                .isNull();
        assertThat(Shared.SEEN).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 10, 20, 30, 40, 50);
    }

    @Test
    void takeRunsSeveralJobsAndListsTheLatestFirst() throws Exception {
        JavaFutureAction<List<Integer>> taken = numbers().takeAsync(5);

        assertThat(taken.get()).containsExactly(1, 2, 3, 4, 5);
        assertThat(taken.jobIds()).hasSizeGreaterThan(1).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(numbers().takeAsync(0).get()).isEmpty();
        assertThat(numbers().takeAsync(0).jobIds()).isEmpty();
    }

    @Test
    void takeInTheBackgroundHasItsCallersProperties() throws Exception {
        sc.setLocalProperty("colour", "red");

        assertThat(numbers()
                        .map(i -> TaskContext.get().getLocalProperty("colour"))
                        .takeAsync(3)
                        .get())
                .containsExactly("red", "red", "red");
    }

    @Test
    void cancelledActionIsDoneAtOnce() throws Exception {
        JavaFutureAction<Long> held = heldUpCount();
        try {
            assertThat(held.isDone()).isFalse();
            assertThatThrownBy(() -> held.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            assertThat(held.cancel(true)).isTrue();

            assertThat(held.cancel(true)).isFalse();
            assertThat(held.isDone()).isTrue();
            assertThat(held.isCancelled()).isTrue();
            assertThatThrownBy(held::get).isInstanceOf(CancellationException.class);
            assertThat(held.jobIds()).hasSize(1);
        } finally {
            Shared.gate.countDown();
        }
    }

    @Test
    void cancelledJobIsAFailureOfTheAction() throws Exception {
        JavaFutureAction<Long> held = heldUpCount();
        try {
            sc.sc().cancelJob(held.jobIds().get(0));

            assertThatThrownBy(held::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SparkException.class);
            assertThat(held.isCancelled()).isFalse();
        } finally {
            Shared.gate.countDown();
        }
    }

    @Test
    void failureIsWrappedTwice() {
        JavaFutureAction<Void> failing = numbers().foreachAsync(i -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(failing::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SparkException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void finishedActionCannotBeCancelled() throws Exception {
        JavaFutureAction<Long> counted = numbers().countAsync();
        counted.get();

        assertThat(counted.cancel(true)).isFalse();
        assertThat(counted.isCancelled()).isFalse();
        assertThat(counted.get()).isEqualTo(5);
    }
}
