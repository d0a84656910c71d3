// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.rdd.action.RunningAction;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Spark's face of an action that the engine runs. */
record EngineFutureAction<T>(RunningAction<T> action) implements JavaFutureAction<T> {
    @Override
    public List<Integer> jobIds() {
        return action.jobIds();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return action.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        return action.isCancelled();
    }

    @Override
    public boolean isDone() {
        return action.isDone();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        return action.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return action.get(timeout, unit);
    }
}
