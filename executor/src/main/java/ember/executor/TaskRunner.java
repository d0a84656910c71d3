// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.BlockSizes;
import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.rdd.Partition;
import ember.rdd.ShuffleDependency;
import ember.shuffle.MapOutputSegments;
import java.io.NotSerializableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The life of one task attempt: enter its scope, open its own copies of the closures, compute, tell its listeners, and report one
 * {@link TaskEnd}, whatever happens.
 */
final class TaskRunner implements Runnable {
    private final RunningTask task;
    private final StageWork work;
    private final Executor executor;
    private final TaskScope scope;
    private @Nullable Thread thread;

    TaskRunner(RunningTask task, StageWork work, Executor executor, TaskScope scope) {
        this.task = task;
        this.work = work;
        this.executor = executor;
        this.scope = scope;
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

    @Override
    public void run() {
        TaskAttempt attempt = task.attempt();
        Thread current = Thread.currentThread();
        synchronized (this) {
            thread = current;
        }
        current.setName("Executor task launch worker for " + attempt.label());
        TaskEnd end = end();
        synchronized (this) {
            thread = null;
            // An interrupt meant for this task must not reach the next one on this thread.
            Thread.interrupted();
        }
        executor.ended(attempt.taskId(), end);
    }

    private TaskEnd end() {
        long startNanos = System.nanoTime();
        scope.enter(task);
        Object result = null;
        Throwable failure = null;
        try {
            task.throwIfKilled();
            task.open(work.closures().open(executor.isolation()));
            result = work.dependency() == null ? computeResult() : writeMapOutput(work.dependency());
        } catch (Throwable e) {
            failure = e;
            task.listeners().failed(e);
        }
        Throwable fromListeners = task.listeners().completed();
        if (failure == null) {
            failure = fromListeners;
        } else if (fromListeners != null && fromListeners != failure) {
            failure.addSuppressed(fromListeners);
        }
        if (failure == null && task.killReason() != null) {
            failure = new TaskKilledException(task.killReason());
        }
        Object updates = scope.exit(task, failure != null);
        task.metrics().add(TaskMetric.EXECUTOR_RUN_TIME, (System.nanoTime() - startNanos) / 1_000_000);
        TaskMetrics metrics = task.metrics().build();
        return failure == null ? succeeded(result, updates, metrics) : failed(failure, updates, metrics);
    }

    private @Nullable Object computeResult() throws Exception {
        return task.closure(work.function()).apply(task, task.read(work.rdd(), partition()));
    }

    private MapOutput writeMapOutput(ShuffleDependency<Object> dependency) throws Exception {
        Iterator<Object> records = task.read(work.rdd(), partition());
        MapOutputSegments written = executor.shuffleWriter().write(task.closure(dependency.spec()), records);
        TaskAttempt attempt = task.attempt();
        executor.shuffles().put(dependency.shuffleId(), attempt.partition(), attempt.taskId(), written);
        task.metrics().add(TaskMetric.SHUFFLE_RECORDS_WRITTEN, written.recordCount());
        BlockSizes sizes = BlockSizes.of(written.estimatedBytes());
        task.metrics().add(TaskMetric.SHUFFLE_BYTES_WRITTEN, sizes.totalBytes());
        return new MapOutput(
                dependency.shuffleId(),
                attempt.partition(),
                attempt.taskId(),
                attempt.executor(),
                attempt.host(),
                sizes);
    }

    private Partition partition() {
        return work.rdd().partitions().get(task.attempt().partition());
    }

    private TaskEnd succeeded(@Nullable Object result, @Nullable Object updates, TaskMetrics metrics) {
        if (result instanceof MapOutput output) {
            return new TaskEnd.Succeeded(null, output, updates, metrics);
        }
        try {
            return new TaskEnd.Succeeded(TaskResult.of(result, executor.isolation()), null, updates, metrics);
        } catch (NotSerializableException e) {
            return threw(e, TaskEnd.Retry.RESULT_NOT_SERIALIZABLE, updates, metrics);
        } catch (Throwable e) {
            return threw(e, TaskEnd.Retry.ALLOWED, updates, metrics);
        }
    }

    /** The order of the questions is Spark's: a kill explains any failure, a lost input any other. */
    private TaskEnd failed(Throwable failure, @Nullable Object updates, TaskMetrics metrics) {
        String killReason = task.killReason();
        if (killReason != null) {
            return new TaskEnd.Killed(killReason, updates, metrics);
        }
        TaskEnd.FetchFailed fetch = task.fetchFailure();
        if (fetch != null) {
            return new TaskEnd.FetchFailed(
                    fetch.shuffleId(),
                    fetch.mapPartition(),
                    fetch.writer(),
                    fetch.reducePartition(),
                    fetch.executor(),
                    fetch.host(),
                    fetch.message(),
                    metrics);
        }
        if (task.commitDenied()) {
            return new TaskEnd.CommitDenied(task.stageId(), task.partitionId(), task.attemptNumber());
        }
        return threw(failure, TaskEnd.Retry.ALLOWED, updates, metrics);
    }

    private TaskEnd threw(Throwable failure, TaskEnd.Retry retry, @Nullable Object updates, TaskMetrics metrics) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return new TaskEnd.Threw(
                failure.getClass().getName(),
                failure.getMessage(),
                trace.toString(),
                TaskResult.travelled(failure, executor.isolation()),
                retry,
                updates,
                metrics);
    }
}
