// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.executor.Isolation;
import ember.model.ImmutableContainers;
import ember.model.JobOutcome;
import ember.rdd.ResultHandler;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.data.DataSerialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobHandleTest {
    private final List<String> told = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();

    private JobHandle<String> handle(ResultHandler<String> handler) {
        return new JobHandle<>(
                4,
                handler,
                new EngineFixture.PlainFailures(),
                new Isolation(
                        new Immutability(ImmutableContainers.NONE),
                        new JavaSerialization(null),
                        new DataSerialization(ImmutableContainers.NONE, null)),
                (job, reason) -> cancelled.add(job + " " + reason));
    }

    @Test
    void resultsAreHandledByTheThreadThatWaitsInTheOrderOfTheirArrival() throws Exception {
        JobHandle<String> handle = handle((index, value) ->
                told.add(index + value + Thread.currentThread().getName()));
        handle.deliver(1, "b");
        handle.deliver(0, "a");
        handle.end(JobOutcome.SUCCEEDED);
        assertThat(told).isEmpty();
        handle.await();
        String here = Thread.currentThread().getName();
        assertThat(told).containsExactly("1b" + here, "0a" + here);
    }

    @Test
    void waitingAgainHandlesNothingAgain() throws Exception {
        JobHandle<String> handle = handle((index, value) -> told.add(value));
        handle.deliver(0, "a");
        handle.end(JobOutcome.SUCCEEDED);
        handle.await();
        handle.await();
        assertThat(told).containsExactly("a");
    }

    @Test
    void whoWaitsOnlySoLongHandlesWhatIsThereAndTheNextOneTheRest() throws Exception {
        JobHandle<String> handle = handle((index, value) -> told.add(value));
        handle.deliver(0, "a");
        assertThat(handle.await(0)).isFalse();
        assertThat(told).containsExactly("a");
        assertThat(handle.await(-1)).isFalse();
        handle.deliver(1, "b");
        handle.end(JobOutcome.SUCCEEDED);
        assertThat(handle.await(0)).isTrue();
        assertThat(told).containsExactly("a", "b");
        assertThat(handle.await(0)).isTrue();
    }

    @Test
    void nullIsAResultLikeAnyOther() throws Exception {
        JobHandle<String> handle = handle((index, value) -> told.add(value));
        handle.deliver(0, null);
        handle.end(JobOutcome.SUCCEEDED);
        handle.await();
        assertThat(told).containsOnlyNulls().hasSize(1);
    }

    @Test
    void aHandlerThatThrowsFailsTheJobForGoodAndCancelsIt() {
        JobHandle<String> handle = handle((index, value) -> {
            throw new IllegalStateException("no");
        });
        handle.deliver(0, "a");
        assertThatThrownBy(handle::await)
                .hasMessage("driver function failed")
                .cause()
                .hasMessage("no");
        assertThat(cancelled).containsExactly("4 because its result handler failed");
        assertThatThrownBy(handle::await).hasMessage("driver function failed");
    }

    @Test
    void anErrorOfTheMachineInAHandlerIsThrownAsItIs() {
        OutOfMemoryError error = new OutOfMemoryError("test");
        JobHandle<String> handle = handle((index, value) -> {
            throw error;
        });
        handle.deliver(0, "a");
        assertThatThrownBy(handle::await).isSameAs(error);
        assertThat(cancelled).hasSize(1);
    }

    @Test
    void anAbortedJobThrowsItsMessageAndCause() {
        Exception cause = new Exception("cause");
        JobHandle<String> handle = handle((index, value) -> {});
        handle.end(new JobOutcome.Aborted("message", cause));
        assertThatThrownBy(handle::await).hasMessage("message").hasCause(cause);
    }

    @Test
    void aCancelledJobSaysWhy() {
        JobHandle<String> handle = handle((index, value) -> {});
        handle.end(new JobOutcome.Cancelled("Job 4 cancelled", false));
        assertThatThrownBy(handle::await).hasMessage("cancelled: Job 4 cancelled");
    }

    @Test
    void aJobOfAStoppedEngineFails() {
        JobHandle<String> handle = handle((index, value) -> {});
        handle.end(new JobOutcome.Cancelled("Job 4 cancelled because SparkContext was shut down", true));
        assertThatThrownBy(handle::await).hasMessage("Job 4 cancelled because SparkContext was shut down");
    }

    @Test
    void aJobEndsOnce() throws Exception {
        JobHandle<String> handle = handle((index, value) -> {});
        handle.end(JobOutcome.SUCCEEDED);
        handle.end(new JobOutcome.Aborted("late", null));
        handle.await();
        assertThat(handle.isDone()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheJob() throws Exception {
        JobHandle<String> handle = handle((index, value) -> told.add(value));
        Thread.currentThread().interrupt();
        assertThatThrownBy(handle::await).isInstanceOf(InterruptedException.class);
        assertThat(handle.isDone()).isFalse();
        assertThat(cancelled).isEmpty();
        handle.deliver(0, "a");
        handle.end(JobOutcome.SUCCEEDED);
        handle.await();
        assertThat(told).containsExactly("a");
    }

    @Test
    void whatFollowsAJobRunsWhenItEnds() {
        JobHandle<String> handle = handle((index, value) -> {});
        handle.whenDone(() -> told.add("then"));
        assertThat(told).isEmpty();
        handle.end(JobOutcome.SUCCEEDED);
        assertThat(told).containsExactly("then");
    }

    @Test
    void whatFollowsAnEndedJobRunsAtOnce() {
        JobHandle<String> handle = handle((index, value) -> {});
        handle.end(JobOutcome.SUCCEEDED);
        handle.whenDone(() -> told.add("then"));
        assertThat(told).containsExactly("then");
    }

    @Test
    void whatFollowsAJobMayThrow() {
        JobHandle<String> handle = handle((index, value) -> {});
        handle.whenDone(() -> {
            throw new AssertionError("no");
        });
        handle.whenDone(() -> told.add("then"));
        handle.end(JobOutcome.SUCCEEDED);
        assertThat(told).containsExactly("then");
    }
}
