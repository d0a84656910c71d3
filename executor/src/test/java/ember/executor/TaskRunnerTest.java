// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static ember.executor.ExecutorFixture.inputs;
import static ember.executor.ExecutorFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskRunnerTest {
    /** Tasks share statics and nothing else. */
    private static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());

    private static ShuffleDependency<Object> shuffle;
    private static ExecutorFixture fixture;

    private Rdd<Integer> numbers;

    @BeforeEach
    void start() {
        TOLD.clear();
        fixture = new ExecutorFixture();
        numbers = fixture.numbers(3);
        shuffle = fixture.shuffle(numbers);
    }

    @AfterEach
    void stop() throws InterruptedException {
        fixture.close();
    }

    private static Object valueOf(TaskEnd end) throws Exception {
        assertThat(end).isInstanceOf(TaskEnd.Succeeded.class);
        return ((TaskResult) ((TaskEnd.Succeeded) end).result()).open(fixture.isolation);
    }

    private TaskEnd.Threw threw(PartitionFunction<Integer, Object> function) throws Exception {
        TaskEnd end = fixture.run(numbers, function);
        assertThat(end).isInstanceOf(TaskEnd.Threw.class);
        return (TaskEnd.Threw) end;
    }

    /** Asks for the end of the running task itself, whose id is the first. */
    private static void killThis(boolean interrupt) {
        fixture.executor.kill(0, interrupt, "another attempt succeeded");
    }

    private TaskMetrics metricsOfBusyTask() throws Exception {
        TaskEnd end = fixture.run(numbers, (task, elements) -> {
            long until = System.nanoTime() + 3_000_000;
            long loops = 0;
            while (System.nanoTime() < until) {
                loops++;
            }
            return loops > 0;
        });
        return ((TaskEnd.Succeeded) end).metrics();
    }

    @Test
    void processorTimeIsMeasuredForThoseWhoReadIt() throws Exception {
        fixture.readsFigures = true;
        TaskMetrics metrics = metricsOfBusyTask();

        assertThat(metrics.get(TaskMetric.EXECUTOR_CPU_NANOS)).isPositive();
        assertThat(metrics.get(TaskMetric.EXECUTOR_RUN_TIME)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void processorTimeIsNotMeasuredForNobody() throws Exception {
        TaskMetrics metrics = metricsOfBusyTask();

        assertThat(metrics.get(TaskMetric.EXECUTOR_CPU_NANOS)).isZero();
        assertThat(metrics.get(TaskMetric.EXECUTOR_RUN_TIME)).isGreaterThanOrEqualTo(3);
    }

    /** Takes its time to be written and to be read. */
    private static final class Slow implements Serializable {
        /** So long that it shows in each time it is a part of. */
        static final long PAUSE_MILLIS = 200;

        private static final long serialVersionUID = 1;

        private int mutable;

        private void writeObject(ObjectOutputStream out) throws IOException {
            pause();
            out.writeInt(mutable);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            pause();
            mutable = in.readInt();
        }

        private static void pause() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    @Test
    void copyingClosuresAndPackingResultsAreTimedApart() throws Exception {
        Slow captured = new Slow();
        long begin = System.nanoTime();
        TaskEnd end = fixture.run(numbers, (task, elements) -> captured);
        long allMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + 1;
        TaskMetrics metrics = ((TaskEnd.Succeeded) end).metrics();

        long copying = metrics.get(TaskMetric.EXECUTOR_DESERIALIZE_TIME);
        long packing = metrics.get(TaskMetric.RESULT_SERIALIZATION_TIME);
        assertThat(copying).isGreaterThanOrEqualTo(Slow.PAUSE_MILLIS - 1);
        assertThat(packing).isGreaterThanOrEqualTo(Slow.PAUSE_MILLIS - 1);
        // None is in the other's time, nor in that of the function.
        assertThat(copying + packing + metrics.get(TaskMetric.EXECUTOR_RUN_TIME))
                .isLessThanOrEqualTo(allMillis);
    }

    @Test
    void theResultOfTheFunctionIsReported() throws Exception {
        assertThat(valueOf(fixture.run(numbers, (task, elements) -> elements.next() + elements.next())))
                .isEqualTo(1);
    }

    @Test
    void aTaskKnowsWhatItIs() throws Exception {
        TaskEnd end = fixture.run(
                numbers,
                (task, elements) -> List.of(
                        task.stageId(),
                        task.stageAttemptNumber(),
                        task.partitionId(),
                        task.numPartitions(),
                        task.attemptNumber(),
                        task.taskAttemptId(),
                        task.localProperty("key")));
        assertThat(valueOf(end)).isEqualTo(List.of(5, 1, 0, 2, 2, 0L, "value"));
    }

    @Test
    void whatTheFunctionThrowsIsReportedWithItsText() throws Exception {
        TaskEnd.Threw end = threw((task, elements) -> {
            throw new IllegalStateException("no", new Exception("cause"));
        });
        assertThat(end.className()).isEqualTo("java.lang.IllegalStateException");
        assertThat(end.message()).isEqualTo("no");
        assertThat(end.stackTrace())
                .startsWith("java.lang.IllegalStateException: no\n\tat "
                        + getClass().getName())
                .contains("Caused by: java.lang.Exception: cause");
        assertThat(end.exception()).isInstanceOf(IllegalStateException.class).hasMessage("no");
        assertThat(end.retry()).isEqualTo(TaskEnd.Retry.ALLOWED);
    }

    @Test
    void aKillExplainsAnyFailure() throws Exception {
        TaskEnd end = fixture.run(numbers, (task, elements) -> {
            killThis(false);
            throw new IllegalStateException("because the stream was closed under me");
        });
        assertThat(end).isInstanceOf(TaskEnd.Killed.class);
        assertThat(((TaskEnd.Killed) end).reason()).isEqualTo("another attempt succeeded");
    }

    @Test
    void aKillExplainsAFailedFetch() throws Exception {
        fixture.launch(
                fixture.result(numbers, (task, elements) -> {
                    killThis(false);
                    return task.readShuffle(shuffle, 0, 1);
                }),
                0,
                List.of(inputs(3, output(3, 0, 77))));
        assertThat(fixture.nextEnd()).isInstanceOf(TaskEnd.Killed.class);
    }

    @Test
    void aTaskThatWasKilledFailsThoughItsBodyCameToItsEnd() throws Exception {
        TaskEnd end = fixture.run(numbers, (task, elements) -> {
            killThis(false);
            return 1;
        });
        assertThat(end).isInstanceOf(TaskEnd.Killed.class);
    }

    @Test
    void aKilledTaskEndsAtItsNextElement() throws Exception {
        TaskEnd end = fixture.run(numbers, (task, elements) -> {
            elements.next();
            killThis(false);
            while (elements.hasNext()) {
                TOLD.add("element " + elements.next());
            }
            return 1;
        });
        assertThat(end).isInstanceOf(TaskEnd.Killed.class);
        assertThat(TOLD).isEmpty();
    }

    @Test
    void aKillInterruptsOnlyIfAsked() throws Exception {
        fixture.run(numbers, (task, elements) -> {
            killThis(false);
            TOLD.add("interrupted: " + Thread.currentThread().isInterrupted());
            killThis(true);
            TOLD.add("interrupted: " + Thread.currentThread().isInterrupted());
            return 1;
        });
        assertThat(TOLD).containsExactly("interrupted: false", "interrupted: true");
    }

    @Test
    void anInterruptDoesNotReachTheNextTask() throws Exception {
        PartitionFunction<Integer, Boolean> interrupted = (task, elements) -> {
            boolean before = Thread.currentThread().isInterrupted();
            Thread.currentThread().interrupt();
            return before;
        };
        for (int i = 0; i < 20; i++) {
            assertThat(valueOf(fixture.run(numbers, interrupted))).isEqualTo(false);
        }
    }

    @Test
    void aTaskThatMayNotCommitSaysSo() throws Exception {
        TaskEnd end = fixture.run(numbers, (task, elements) -> {
            if (!task.mayCommit()) {
                throw new IllegalStateException("not committed");
            }
            return 1;
        });
        assertThat(end).isEqualTo(new TaskEnd.CommitDenied(5, 0, 2));
    }

    @Test
    void aResultThatCannotBeSerialisedIsNotTriedAgain() throws Exception {
        TaskEnd.Threw end = threw((task, elements) -> new Object());
        assertThat(end.retry()).isEqualTo(TaskEnd.Retry.RESULT_NOT_SERIALIZABLE);
        assertThat(end.className()).isEqualTo(NotSerializableException.class.getName());
    }

    /** A result whose serialisation needs more stack than there is. */
    private static final class TooDeep implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            throw new StackOverflowError();
        }
    }

    @Test
    void aResultTooDeepForTheStackFailsTheTask() throws Exception {
        assertThat(threw((task, elements) -> new TooDeep()).className()).isEqualTo(StackOverflowError.class.getName());
    }

    @Test
    void aResultThatMayChangeIsACopy() throws Exception {
        TaskEnd end = fixture.run(numbers, (task, elements) -> new ArrayList<>(List.of(1)));
        assertThat(valueOf(end)).isNotSameAs(valueOf(end)).isEqualTo(List.of(1));
    }

    @Test
    void anErrorInACompletionListenerFailsTheTask() throws Exception {
        TaskEnd.Threw end = threw((task, elements) -> {
            task.addCompletionListener(context -> {
                throw new IllegalStateException("could not close");
            });
            return 1;
        });
        assertThat(end.message()).isEqualTo("could not close");
    }

    @Test
    void failureListenersAreToldBeforeCompletionListeners() throws Exception {
        threw((task, elements) -> {
            task.addCompletionListener(context -> TOLD.add("completed 1"));
            task.addFailureListener((context, failure) -> TOLD.add("failed: " + failure.getMessage()));
            task.addCompletionListener(context -> TOLD.add("completed 2"));
            throw new IllegalStateException("no");
        });
        assertThat(TOLD).containsExactly("failed: no", "completed 2", "completed 1");
    }

    @Test
    void aListenerThatThrowsTheTasksFailureAgainChangesNothing() throws Exception {
        TaskEnd.Threw end = threw((task, elements) -> {
            task.addFailureListener((context, failure) -> {
                throw (RuntimeException) failure;
            });
            throw new IllegalStateException("no");
        });
        assertThat(end.message()).isEqualTo("no");
    }

    /** An exception that no other JVM could be sent. */
    private static final class Stubborn extends RuntimeException {
        private Stubborn(String message) {
            super(message);
        }

        private void writeObject(ObjectOutputStream out) {
            throw new StackOverflowError();
        }
    }

    @Test
    void anExceptionThatCannotBeSerialisedKeepsItsText() throws Exception {
        TaskEnd.Threw end = threw((task, elements) -> {
            throw new Stubborn("text");
        });
        assertThat(end.exception()).isNull();
        assertThat(end.message()).isEqualTo("text");
        assertThat(end.stackTrace()).contains("Stubborn: text");
    }

    private static final class Unspeakable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    @Test
    void anExceptionWithoutATextIsReportedByItsClass() throws Exception {
        TaskEnd.Threw end = threw((task, elements) -> {
            throw new Unspeakable();
        });
        assertThat(end.className()).isEqualTo(Unspeakable.class.getName());
        assertThat(end.stackTrace()).isEqualTo(Unspeakable.class.getName());
        assertThat(end.message()).isNull();
    }

    @Test
    void errorsOfTheFunctionFailOnlyTheirTask() throws Exception {
        assertThat(threw((task, elements) -> endless(0)).className()).isEqualTo("java.lang.StackOverflowError");
        assertThat(threw((task, elements) -> {
                            throw new OutOfMemoryError("Java heap space");
                        })
                        .className())
                .isEqualTo("java.lang.OutOfMemoryError");
        assertThat(valueOf(fixture.run(numbers, (task, elements) -> 1))).isEqualTo(1);
    }

    private static int endless(int depth) {
        return depth == Integer.MAX_VALUE ? 0 : endless(depth + 1) + 1;
    }
}
