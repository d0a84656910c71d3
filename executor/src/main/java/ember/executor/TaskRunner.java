// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.BlockSizes;
import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.TaskProgress;
import ember.model.flight.Flight;
import ember.model.flight.ShuffleWriteEvent;
import ember.model.flight.TaskEvent;
import ember.rdd.PartitionFold;
import ember.rdd.PartitionFunction;
import ember.rdd.ShuffleDependency;
import ember.shuffle.write.WrittenOutput;
import java.io.NotSerializableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of one task attempt: enter its scope, open its own copies of the closures, compute, tell its listeners, and report one
 * {@link TaskEnd}, whatever happens.
 */
final class TaskRunner implements Runnable {
    private final RunningTask task;
    private final StageWork work;
    private final ClosureSet closures;
    private final Executor executor;
    private final TaskScope scope;
    private @Nullable Thread thread;
    private volatile @Nullable Object entered;

    TaskRunner(RunningTask task, StageWork work, ClosureSet closures, Executor executor, TaskScope scope) {
        this.task = task;
        this.work = work;
        this.closures = closures;
        this.executor = executor;
        this.scope = scope;
    }

    void barrierAnswered(List<@Nullable String> messages, @Nullable String failure) {
        task.barrierAnswered(messages, failure);
    }

    /**
     * Called by other threads than the task's: figures that grow meanwhile may be a little old.
     *
     * @param withAccumulators whether to tell what the task has added to accumulators, too
     */
    TaskProgress progress(boolean withAccumulators) {
        TaskAttempt attempt = task.attempt();
        Object scoped = withAccumulators ? entered : null;
        return new TaskProgress(
                attempt.taskId(),
                attempt.stageId(),
                attempt.stageAttempt(),
                task.metrics().build(),
                scoped == null ? List.of() : scope.soFar(scoped));
    }

    /** Asks the task to end. @param interrupt also interrupt its thread, if it runs */
    void kill(boolean interrupt, String reason) {
        task.kill(reason);
        synchronized (this) {
            if (interrupt && thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Runs this task, and those that its thread is handed after it. */
    @Override
    public void run() {
        ThreadClock clock = new ThreadClock();
        TaskRunner next = this;
        while (next != null) {
            next = next.runOne(clock);
        }
    }

    private @Nullable TaskRunner runOne(ThreadClock ofThread) {
        TaskAttempt attempt = task.attempt();
        Thread current = Thread.currentThread();
        synchronized (this) {
            thread = current;
        }
        current.setName("Executor task launch worker for " + attempt.label());
        TaskEvent flight = Flight.task(attempt);
        TaskEnd end;
        try {
            end = end(ofThread);
        } catch (Throwable e) {
            // What surrounds the task broke, or memory ran out while its end was told.
            end = threw(e);
        } finally {
            task.release();
        }
        synchronized (this) {
            thread = null;
            // An interrupt meant for this task must not reach the next one on this thread.
            Thread.interrupted();
        }
        if (flight != null) {
            flight.ended(end, task.metrics().build());
        }
        return executor.endedAndNext(attempt.taskId(), end);
    }

    private TaskEnd end(ThreadClock ofThread) throws Exception {
        TaskClock clock = new TaskClock(task.metrics(), executor.reports().readsFigures(), ofThread);
        entered = scope.enter(task);
        Object made = null;
        Throwable failure = null;
        try {
            task.throwIfKilled();
            task.open(closures.open(executor.isolation()));
            clock.opened(closures.sizeBytes() > 0);
            task.metrics().add(TaskMetric.CLOSURE_BYTES, closures.sizeBytes());
            made = work.dependency() == null ? computeResult() : computeMapOutput(work.dependency());
            // Whoever swallowed a failed fetch has made something of a part of his input.
            task.shuffles().throwIfFailed();
        } catch (Throwable e) {
            failure = e;
            task.listeners().failed(e);
        }
        failure = task.listeners().completed(failure);
        clock.computed();
        if (failure == null && task.killReason() != null) {
            failure = new TaskKilledException(task.killReason());
        }
        TaskResult result = null;
        if (failure == null && work.dependency() == null) {
            try {
                result = TaskResult.of(made, executor.isolation());
                task.metrics().add(TaskMetric.RESULT_SIZE, result.sizeBytes());
                clock.packed();
            } catch (Throwable e) {
                failure = e;
            }
        }
        Object updates = scope.exit(task, failure != null);
        task.metrics().add(TaskMetric.PEAK_EXECUTION_MEMORY, task.peakMemoryBytes());
        task.metrics().add(TaskMetric.PEAK_ON_HEAP_EXECUTION_MEMORY, task.peakMemoryBytes());
        if (failure != null) {
            return failed(failure, updates);
        }
        MapOutput output = made instanceof Written written ? keep(written) : null;
        return new TaskEnd.Succeeded(result, output, updates, task.metrics().build());
    }

    private @Nullable Object computeResult() throws Exception {
        PartitionFunction<Object, Object> function = task.closure(work.function());
        int partition = task.attempt().partition();
        return function instanceof PartitionFold<Object, Object> fold
                ? task.open(work.rdd(), partition).fold(fold)
                : function.apply(task, task.read(work.rdd(), partition));
    }

    /** What a map task made, not yet to be seen by anyone. */
    private record Written(MapOutput output, WrittenOutput records) {}

    private Written computeMapOutput(ShuffleDependency<Object> dependency) throws Exception {
        ShuffleWriteEvent flight =
                Flight.shuffleWrite(dependency.shuffleId(), task.attempt().partition());
        ElementRun records = task.open(work.rdd(), task.attempt().partition());
        if (executor.isolation().isStrict() && dependency.spec().keyOrdering() == null) {
            Iterator<?> checked = new StrictKeys<>(
                    records.elements(),
                    dependency.spec().pairing(),
                    executor.isolation().data());
            records = new ElementRun(checked, List.of());
        }
        WrittenOutput written = executor.shuffleWriter().write(task.closure(dependency.spec()), records, task.spills());
        BlockSizes sizes = BlockSizes.of(written.estimatedBytes());
        task.metrics()
                .add(TaskMetric.SHUFFLE_RECORDS_WRITTEN, written.recordCount())
                .add(TaskMetric.SHUFFLE_BYTES_WRITTEN, sizes.totalBytes())
                .add(TaskMetric.SHUFFLE_BYTES_SERIALIZED, written.serializedBytes())
                .add(TaskMetric.SHUFFLE_WRITE_NANOS, written.writeNanos());
        if (flight != null) {
            flight.ended(written.recordCount(), sizes.totalBytes());
        }
        TaskAttempt attempt = task.attempt();
        MapOutput output = new MapOutput(
                dependency.shuffleId(),
                attempt.partition(),
                attempt.taskId(),
                attempt.executor(),
                attempt.host(),
                sizes);
        return new Written(output, written);
    }

    /** Only what a successful attempt wrote is kept: nobody would ever ask for, or drop, anything else. */
    private MapOutput keep(Written written) {
        MapOutput output = written.output();
        written.records().keepIn(executor.shuffles(), output.shuffleId(), output.mapPartition(), output.writer());
        return output;
    }

    /** The order of the questions is Spark's: a kill explains any failure, a lost input any other. */
    private TaskEnd failed(Throwable failure, @Nullable Object updates) {
        TaskMetrics metrics = task.metrics().build();
        String killReason = task.killReason();
        if (killReason != null) {
            return new TaskEnd.Killed(killReason, updates, metrics);
        }
        TaskEnd.FetchFailed fetch = task.shuffles().failure();
        if (fetch != null) {
            return fetch.with(metrics, task.shuffles().lostToo(fetch));
        }
        if (task.commitDenied()) {
            return new TaskEnd.CommitDenied(task.stageId(), task.partitionId(), task.attemptNumber());
        }
        return threw(failure, updates, metrics);
    }

    /** The end of a task that could not be run or told the usual way. */
    TaskEnd threw(Throwable failure) {
        return threw(failure, null, null);
    }

    private TaskEnd threw(Throwable failure, @Nullable Object updates, @Nullable TaskMetrics metrics) {
        String message;
        String trace;
        try {
            message = failure.getMessage();
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            trace = text.toString();
        } catch (Throwable unprintable) {
            // An exception is the user's code too, and there may be no memory left for its text.
            message = null;
            trace = failure.getClass().getName();
        }
        return new TaskEnd.Threw(
                failure.getClass().getName(),
                message,
                trace,
                TaskResult.travelled(failure, executor.isolation()),
                // Whether it was the result or a record for a shuffle: what the next attempt makes is no better.
                failure instanceof NotSerializableException
                        ? TaskEnd.Retry.RESULT_NOT_SERIALIZABLE
                        : TaskEnd.Retry.ALLOWED,
                updates,
                metrics);
    }
}
