// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExecutorTest {
    private static CountDownLatch started;
    private static CountDownLatch mayGoOn;
    private static CountDownLatch interrupted;
    private static Rdd<Integer> cached;

    private final ExecutorFixture fixture = new ExecutorFixture();

    @BeforeEach
    void start() {
        started = new CountDownLatch(1);
        mayGoOn = new CountDownLatch(1);
        interrupted = new CountDownLatch(1);
    }

    @AfterEach
    void stop() throws InterruptedException {
        mayGoOn.countDown();
        fixture.close();
    }

    /** Heeds no interrupt. */
    private static void awaitStubbornly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }

    private static final PartitionFunction<Integer, Object> STUBBORN = (task, elements) -> {
        started.countDown();
        awaitStubbornly(mayGoOn);
        return 1;
    };

    @Test
    void tasksRunAtTheSameTime() throws Exception {
        PartitionFunction<Integer, Object> meeting = (task, elements) -> {
            mayGoOn.countDown();
            mayGoOn.await();
            return 1;
        };
        mayGoOn = new CountDownLatch(2);
        StageWork work = fixture.result(fixture.numbers(1), meeting);
        fixture.launch(work, 0, List.of());
        fixture.launch(work, 1, List.of());
        assertThat(fixture.nextEnd()).isInstanceOf(TaskEnd.Succeeded.class);
        assertThat(fixture.nextEnd()).isInstanceOf(TaskEnd.Succeeded.class);
    }

    @Test
    void closingInterruptsTasksAndReportsNothingOfThem() throws Exception {
        fixture.launch(fixture.result(fixture.numbers(1), STUBBORN), 0, List.of());
        started.await();
        fixture.executor.close("lost");
        interrupted.await();
        mayGoOn.countDown();
        assertThat(fixture.executor.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(30)))
                .isTrue();
        assertThat(fixture.reported).isEmpty();
    }

    @Test
    void waitingForTheEndGivesUpInTime() throws Exception {
        fixture.launch(fixture.result(fixture.numbers(1), STUBBORN), 0, List.of());
        started.await();
        fixture.executor.close("lost");
        assertThat(fixture.executor.awaitEnd(System.nanoTime())).isFalse();
    }

    @Test
    void nothingIsLaunchedAfterTheClose() throws Exception {
        StageWork work = fixture.result(fixture.numbers(1), STUBBORN);
        fixture.executor.close("lost");
        fixture.launch(work, 0, List.of());
        assertThat(fixture.executor.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(30)))
                .isTrue();
        assertThat(started.getCount()).isEqualTo(1);
        assertThat(fixture.reported).isEmpty();
    }

    @Test
    void aTaskThatOutlivesTheCloseStoresNothing() throws Exception {
        cached = fixture.numbers(1000);
        cached.persist(StorageLevel.MEMORY_ONLY);
        fixture.launch(
                fixture.result(fixture.numbers(1), (task, elements) -> {
                    started.countDown();
                    awaitStubbornly(mayGoOn);
                    return task.read(cached, 0).next();
                }),
                0,
                List.of());
        started.await();
        fixture.executor.close("lost");
        mayGoOn.countDown();
        assertThat(fixture.executor.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(30)))
                .isTrue();
        assertThat(fixture.memory.usedBytes()).isZero();
    }

    @Test
    void closingGivesTheMemoryOfBlocksBack() throws Exception {
        cached = fixture.numbers(1000);
        cached.persist(StorageLevel.MEMORY_ONLY);
        fixture.run(cached, (task, elements) -> elements.next());
        assertThat(fixture.memory.usedBytes()).isPositive();
        fixture.executor.close("lost");
        assertThat(fixture.memory.usedBytes()).isZero();
    }

    @Test
    void killingATaskThatIsNotHereDoesNothing() throws Exception {
        fixture.executor.kill(99, true, "not here");
        assertThat(fixture.run(fixture.numbers(1), (task, elements) -> 1)).isInstanceOf(TaskEnd.Succeeded.class);
    }

    /** Runs something before each task opens its closures. */
    private record Before(Callable<?> action) implements TaskScope {
        @Override
        public @Nullable Object enter(TaskContext task) {
            try {
                action.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return null;
        }

        @Override
        public Object exit(TaskContext task, boolean failed) {
            return null;
        }
    }

    @Test
    void anAttemptRunsTheClosuresThatWerePreparedForItAndNotThoseOfTheNext() throws Exception {
        List<Integer> captured = new ArrayList<>(List.of(1));
        List<StageWork> works = new ArrayList<>();
        ExecutorFixture scoped = new ExecutorFixture(new Before(() -> {
            captured.add(2);
            works.get(0).prepare(fixture.isolation);
            return null;
        }));
        works.add(scoped.result(scoped.numbers(1), (task, elements) -> captured.size()));
        scoped.launch(works.get(0), 0, List.of());
        TaskEnd.Succeeded end = (TaskEnd.Succeeded) scoped.nextEnd();
        assertThat(((TaskResult) end.result()).open(scoped.isolation)).isEqualTo(1);
        scoped.close();
    }
}
