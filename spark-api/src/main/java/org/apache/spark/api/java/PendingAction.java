// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.rdd.action.PendingResult;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An action that runs while its caller goes on. Once cancelled it is done at once, though its tasks may take a while to notice.
 *
 * <p>Safe for use by many threads.
 */
final class PendingAction<T> implements JavaFutureAction<T> {
    private final PendingResult<T> pending;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Object lock = new Object();
    private boolean cancelled;

    private PendingAction(PendingResult<T> pending) {
        this.pending = pending;
    }

    static <T> JavaFutureAction<T> of(PendingResult<T> pending) {
        PendingAction<T> action = new PendingAction<>(pending);
        pending.whenDone(action.settled::countDown);
        return action;
    }

    @Override
    public List<Integer> jobIds() {
        return List.copyOf(pending.jobIds());
    }

    /**
     * Gives the action up; false if it was done already.
     *
     * @param mayInterruptIfRunning no effect: whether tasks are interrupted is a property of the thread that started the action
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        synchronized (lock) {
            if (isDone()) {
                return false;
            }
            cancelled = true;
            settled.countDown();
        }
        pending.cancel("because its action was cancelled");
        return true;
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
        return outcome();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!settled.await(timeout, unit)) {
            throw new TimeoutException(
                    "Future timed out after [" + timeout + " " + unit.name().toLowerCase(Locale.ROOT) + "]");
        }
        return outcome();
    }

    private T outcome() throws InterruptedException, ExecutionException {
        if (isCancelled()) {
            throw new CancellationException("Job cancelled");
        }
        try {
            return pending.await();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException("Exception thrown by job", e);
        }
    }
}
