// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.executor.Isolation;
import ember.executor.TaskResult;
import ember.model.Failures;
import ember.model.JobOutcome;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A submitted job as its driver thread sees it. Results queue up here and are handled by the thread that waits, so a slow handler
 * delays its own job and no other (Spark handles them on the scheduler's thread).
 */
final class JobHandle<U> implements RunningJob {
    private final int jobId;
    private final ResultHandler<U> handler;
    private final Failures failures;
    private final BiConsumer<Integer, String> canceller;
    private final Isolation isolation;
    private final LinkedBlockingQueue<Object> arrivals = new LinkedBlockingQueue<>();
    private final Object lock = new Object();
    private final List<Runnable> afterwards = new ArrayList<>();
    private volatile @Nullable JobOutcome outcome;
    private boolean handled;

    private record Result(int index, @Nullable Object value) {}

    /** @param canceller asks the engine to end the job of this id, with a reason */
    JobHandle(
            int jobId,
            ResultHandler<U> handler,
            Failures failures,
            Isolation isolation,
            BiConsumer<Integer, String> canceller) {
        this.jobId = jobId;
        this.handler = handler;
        this.failures = failures;
        this.canceller = canceller;
        this.isolation = isolation;
    }

    @Override
    public int jobId() {
        return jobId;
    }

    void deliver(int index, @Nullable Object value) {
        arrivals.add(new Result(index, value));
    }

    void end(JobOutcome how) {
        List<Runnable> toRun;
        synchronized (lock) {
            if (outcome != null) {
                return;
            }
            outcome = how;
            toRun = new ArrayList<>(afterwards);
            afterwards.clear();
        }
        arrivals.add(how);
        toRun.forEach(Runnable::run);
    }

    @Override
    public void cancel(String reason) {
        canceller.accept(jobId, reason);
    }

    @Override
    public boolean isDone() {
        return outcome != null;
    }

    @Override
    public void whenDone(Runnable then) {
        synchronized (lock) {
            if (outcome == null) {
                afterwards.add(then);
                return;
            }
        }
        then.run();
    }

    @Override
    public synchronized void await() throws Exception {
        while (!handled) {
            Object arrival = arrivals.take();
            if (arrival instanceof Result result) {
                handle(result);
            } else {
                handled = true;
            }
        }
        throwIfFailed();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the job's function makes what its handler takes, null included
    private void handle(Result result) throws Exception {
        Object value = result.value() instanceof TaskResult packed ? packed.open(isolation) : result.value();
        try {
            handler.accept(result.index(), (U) value);
        } catch (Throwable e) {
            handled = true;
            canceller.accept(jobId, "because its result handler failed");
            throw failures.driverFunctionFailed(e);
        }
    }

    private void throwIfFailed() throws Exception {
        JobOutcome how = outcome;
        if (how instanceof JobOutcome.Aborted aborted) {
            throw failures.failure(aborted.message(), aborted.cause());
        }
        if (how instanceof JobOutcome.Cancelled cancelled) {
            throw cancelled.shutDown()
                    ? failures.failure(cancelled.message(), null)
                    : failures.cancelled(cancelled.message());
        }
    }
}
