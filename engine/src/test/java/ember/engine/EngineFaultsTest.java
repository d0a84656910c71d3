// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static ember.engine.EngineFixture.collect;
import static ember.engine.EngineFixture.map;
import static ember.engine.EngineFixture.numbers;
import static ember.engine.EngineFixture.pair;
import static ember.engine.EngineFixture.sumByKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.executor.TaskScope;
import ember.model.event.EngineEvent;
import ember.rdd.Rdd;
import ember.rdd.RunningJob;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong around jobs must end them, never leave someone waiting. */
@Timeout(60)
class EngineFaultsTest {
    private EmberContext context;

    @AfterEach
    void stop() {
        if (context != null) {
            context.stop();
        }
    }

    private static final class GatheringScope implements TaskScope {
        @Override
        public @Nullable Object enter(TaskContext task) {
            return null;
        }

        @Override
        public Object exit(TaskContext task, boolean failed) {
            return "updates";
        }
    }

    @Test
    void anAccumulatorThatThrowsOnTheDriverEndsNothing() {
        Map<String, String> settings = Map.of("spark.master", "local[1]", "spark.app.name", "test");
        context = new EmberContext(settings, EngineFixture.ports(new GatheringScope(), (updates, failed) -> {
            throw new IllegalStateException("no value");
        }));
        assertThat(collect(numbers(context, 2, 2))).containsExactly(0, 1);
        assertThat(collect(numbers(context, 2, 2))).containsExactly(0, 1);
    }

    @Test
    @Tag("DAG-054")
    void aHandlerThatThrowsEndsItsJobAndNoOther() {
        context = EngineFixture.start("local[1]");
        Rdd<Integer> rdd = numbers(context, 2, 2);
        assertThatThrownBy(() -> context.runJob(rdd, (task, elements) -> 1, new int[] {0, 1}, (i, result) -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("driver function failed");
        assertThat(collect(rdd)).containsExactly(0, 1);
    }

    /** What tasks and the test share. */
    private static final class Shared {
        private static volatile CountDownLatch started = new CountDownLatch(0);
        private static volatile CountDownLatch gate = new CountDownLatch(0);
        private static final AtomicInteger RUNS = new AtomicInteger();

        static int hold(int element) throws InterruptedException {
            RUNS.incrementAndGet();
            started.countDown();
            gate.await();
            return element;
        }
    }

    @Test
    @Tag("CANC-016")
    void aMapStageThatTwoJobsShareGoesOnForTheOneThatIsNotCancelled() throws Exception {
        context = EngineFixture.start("local[1]");
        Shared.started = new CountDownLatch(1);
        Shared.gate = new CountDownLatch(1);
        Shared.RUNS.set(0);
        Rdd<Map.Entry<Object, Object>> sums = sumByKey(map(numbers(context, 1, 1), i -> pair(Shared.hold(i), 1)), 1);
        RunningJob first = context.submitJob(sums, (task, elements) -> 1, new int[] {0}, (i, result) -> {});
        Shared.started.await();
        RunningJob second = context.submitJob(sums, (task, elements) -> 1, new int[] {0}, (i, result) -> {});
        first.cancel("for a test");
        assertThatThrownBy(first::await).hasMessageStartingWith("cancelled: Job 0");
        Shared.gate.countDown();
        second.await();
        assertThat(Shared.RUNS).hasValue(1);
    }

    @Test
    void aCapturedObjectTooDeepForTheStackFailsTheJob() {
        context = EngineFixture.start("local[1]");
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        List<Object> captured = deep;
        Rdd<Integer> rdd = map(numbers(context, 1, 1), i -> captured.size());
        assertThatThrownBy(() -> collect(rdd))
                .hasMessageStartingWith("Job aborted due to stage failure: Task serialization failed: "
                        + "java.lang.StackOverflowError");
    }

    @Test
    void anExecutorThatIsAddedAgainHasNothingOfTheFormer() {
        context = EngineFixture.start("local[2]");
        Rdd<Map.Entry<Object, Object>> sums = sumByKey(map(numbers(context, 100, 4), i -> pair(i % 3, i)), 2);
        List<Map.Entry<Object, Object>> before = collect(sums);
        context.addExecutor("driver", 1);
        assertThat(collect(sums)).isEqualTo(before);
    }

    @Test
    void stoppingWhileInterruptedEndsEverythingAllTheSame() throws Exception {
        context = EngineFixture.start("local[2]");
        context.addListener(new EngineEvent.Handler() {});
        collect(numbers(context, 2, 2));
        Thread.currentThread().interrupt();
        context.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(EngineThreads.left()).isEmpty();
    }

    @Test
    void aJobsEndMayStopTheEngine() throws Exception {
        context = EngineFixture.start("local[1]");
        CountDownLatch stopped = new CountDownLatch(1);
        RunningJob job =
                context.submitJob(numbers(context, 1, 1), (task, elements) -> 1, new int[] {0}, (i, result) -> {});
        job.whenDone(() -> {
            context.stop();
            stopped.countDown();
        });
        job.await();
        stopped.await();
        assertThat(EngineThreads.left()).isEmpty();
    }

    @Test
    void aListenerMayNotStopTheEngine() {
        context = EngineFixture.start("local[1]");
        AtomicReference<Exception> refused = new AtomicReference<>();
        context.addListener(new EngineEvent.Handler() {
            @Override
            public void jobEnded(EngineEvent.JobEnded event) {
                try {
                    context.stop();
                } catch (Exception e) {
                    refused.set(e);
                }
            }
        });
        collect(numbers(context, 1, 1));
        context.stop();
        assertThat(refused.get()).hasMessage("Cannot stop SparkContext within listener bus thread.");
    }

    @Test
    void aBadSettingIsRefusedBeforeAnythingStarts() throws Exception {
        assertThatThrownBy(() -> EngineFixture.start("local[2]", "ember.executors", "none"))
                .hasMessageContaining("The value 'none' in the config \"ember.executors\" is invalid.");
        assertThat(EngineThreads.left()).isEmpty();
        assertThat(ActiveContexts.all()).isEmpty();
    }

    @Test
    void noJobWaitsForEverThoughTheEngineStopsWhileItIsSubmitted() throws Exception {
        for (int round = 0; round < 30; round++) {
            EmberContext stopping = EngineFixture.start("local[1]");
            CountDownLatch some = new CountDownLatch(round % 5 + 1);
            Thread submitter = new Thread(() -> {
                try {
                    while (true) {
                        collect(numbers(stopping, 2, 2));
                        some.countDown();
                    }
                } catch (Throwable end) {
                    some.countDown();
                }
            });
            submitter.start();
            some.await();
            stopping.stop();
            submitter.join(20_000);
            assertThat(submitter.isAlive()).as("round %d", round).isFalse();
        }
    }
}
