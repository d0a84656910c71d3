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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

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
    private final Arrivals arrivals = new Arrivals();
    private final Object lock = new Object();
    private final List<Runnable> afterwards = new ArrayList<>();
    private volatile @Nullable JobOutcome outcome;
    private boolean handled;
    /** What went wrong on the driver's side, which ends the job as its owner sees it. */
    private @Nullable Throwable failure;

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
        arrivals.addLast(how);
        for (Runnable then : toRun) {
            run(then);
        }
    }

    private static void run(Runnable then) {
        try {
            then.run();
        } catch (RuntimeException | Error e) {
            // It runs on the engine's thread, which must not end because of it.
            LoggerFactory.getLogger("SparkContext").error("What was to follow a job threw", e);
        }
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
        run(then);
    }

    @Override
    public void await() throws Exception {
        await(Long.MAX_VALUE);
    }

    @Override
    public synchronized boolean await(long timeoutNanos) throws Exception {
        Long deadlineNanos = timeoutNanos == Long.MAX_VALUE ? null : (Long) (System.nanoTime() + timeoutNanos);
        while (!handled) {
            Object arrival = arrivals.take(deadlineNanos);
            if (arrival == null) {
                return false;
            }
            if (arrival instanceof Result result) {
                handle(result);
            } else {
                handled = true;
            }
        }
        if (failure != null) {
            throw Failures.<RuntimeException>sneaky(failure);
        }
        throwIfFailed();
        return true;
    }

    private void handle(Result result) {
        Object value;
        try {
            value = result.value() instanceof TaskResult packed ? packed.open(isolation) : result.value();
        } catch (Throwable e) {
            failHere(
                    "because a result could not be read",
                    failures.failure("Job aborted due to stage failure: Exception while getting task result: " + e, e));
            return;
        }
        accept(result.index(), value);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the job's function makes what its handler takes, null included
    private void accept(int index, @Nullable Object value) {
        try {
            handler.accept(index, (U) value);
        } catch (VirtualMachineError e) {
            failHere("because its result handler failed", e);
        } catch (Throwable e) {
            failHere("because its result handler failed", failures.driverFunctionFailed(e));
        }
    }

    private void failHere(String cancelReason, Throwable what) {
        handled = true;
        failure = what;
        arrivals.clear();
        canceller.accept(jobId, cancelReason);
    }

    private void throwIfFailed() throws Exception {
        JobOutcome how = outcome;
        if (how instanceof JobOutcome.Aborted aborted) {
            throw failures.jobAborted(aborted.message(), aborted.cause());
        }
        if (how instanceof JobOutcome.Cancelled cancelled) {
            throw cancelled.shutDown()
                    ? failures.failure(cancelled.message(), null)
                    : failures.cancelled(cancelled.message());
        }
    }
}
