// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.RunningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An action that runs while its caller goes on. Once cancelled it is done at once, though its tasks may take a while to notice.
 *
 * <p>Safe for use by many threads.
 */
public final class RunningAction<T> implements Future<T> {
    private final Object lock = new Object();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final List<RunningJob> latestFirst = new ArrayList<>();
    private final Callable<T> outcome;
    private boolean cancelled;

    /** @param outcome gives the result or throws what the action failed with; called after {@link #settle}, by one thread at a time */
    RunningAction(Callable<T> outcome) {
        this.outcome = outcome;
    }

    /** The action's next job was submitted; it is cancelled if the action was. */
    void started(RunningJob job) {
        boolean late;
        synchronized (lock) {
            latestFirst.add(0, job);
            late = cancelled;
        }
        if (late) {
            cancel(job);
        }
    }

    /** There is an outcome. */
    void settle() {
        settled.countDown();
    }

    /** The jobs so far, the latest first. */
    public List<Integer> jobIds() {
        synchronized (lock) {
            List<Integer> ids = new ArrayList<>(latestFirst.size());
            for (RunningJob job : latestFirst) {
                ids.add(job.jobId());
            }
            return List.copyOf(ids);
        }
    }

    /**
     * Gives the action up.
     *
     * @param mayInterruptIfRunning no effect: whether tasks are interrupted is a property of the thread that started the action
     * @return false if it was done already
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        RunningJob latest;
        synchronized (lock) {
            if (isDone()) {
                return false;
            }
            cancelled = true;
            latest = latestFirst.isEmpty() ? null : latestFirst.get(0);
            settle();
        }
        if (latest != null) {
            cancel(latest);
        }
        return true;
    }

    private static void cancel(RunningJob job) {
        job.cancel("because its action was cancelled");
    }

    @Override
    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    @Override
    public boolean isDone() {
        return settled.getCount() == 0;
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        settled.await();
        return result();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!settled.await(timeout, unit)) {
            throw new TimeoutException("the action still runs after " + timeout + " " + unit);
        }
        return result();
    }

    private T result() throws InterruptedException, ExecutionException {
        synchronized (lock) {
            if (cancelled) {
                throw new CancellationException("the action was cancelled");
            }
            try {
                return outcome.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new ExecutionException(e);
            }
        }
    }
}
