// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.partial;

import java.util.ArrayList;
import java.util.List;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * The answer of an approximate action: a value known now, and perhaps a final one later. Thread-safe.
 *
 * @param <R> type of the value
 */
public class PartialResult<R> {

    private final R initialValue;
    private final boolean initialIsFinal;
    // The rest is guarded by this.
    private R finalValue;
    private boolean finished;
    private Exception failure;
    private Function1<R, BoxedUnit> completionHandler;
    private Function1<Exception, BoxedUnit> failureHandler;
    /** Results that are made of this one, to be told its outcome. */
    private final List<Mapped<R, ?>> mapped = new ArrayList<>(0);

    private record Mapped<R, T>(PartialResult<T> result, Function1<R, T> function) {
        void finish(R value) {
            result.setFinalValue(function.apply(value));
        }
    }

    /**
     * A result whose first value is known.
     *
     * @param isFinal whether {@code initialVal} is already the last word
     */
    public PartialResult(R initialVal, boolean isFinal) {
        this.initialValue = initialVal;
        this.initialIsFinal = isFinal;
        this.finalValue = isFinal ? initialVal : null;
        this.finished = isFinal;
    }

    /** The value that was known when the action returned. */
    public R initialValue() {
        return initialValue;
    }

    /** Whether {@link #initialValue()} is the final one. */
    public boolean isInitialValueFinal() {
        return initialIsFinal;
    }

    /**
     * Waits for the final value and returns it.
     *
     * <p>Throws what the job failed with, and {@link InterruptedException} if the waiting thread is interrupted; neither
     * is declared, as in Spark.
     */
    public synchronized R getFinalValue() {
        while (!finished && failure == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw PartialResult.<RuntimeException>undeclared(e);
            }
        }
        if (failure != null) {
            throw PartialResult.<RuntimeException>undeclared(failure);
        }
        return finalValue;
    }

    /**
     * Has the final value told to {@code handler}, at once if it is known.
     *
     * @throws UnsupportedOperationException if there is a handler already
     */
    public synchronized PartialResult<R> onComplete(Function1<R, BoxedUnit> handler) {
        if (completionHandler != null) {
            throw new UnsupportedOperationException("onComplete cannot be called twice");
        }
        completionHandler = handler;
        if (finished) {
            handler.apply(finalValue);
        }
        return this;
    }

    /**
     * Has what the job fails with told to {@code handler}, at once if it has.
     *
     * @throws UnsupportedOperationException if there is a handler already
     */
    public synchronized void onFail(Function1<Exception, BoxedUnit> handler) {
        if (failureHandler != null) {
            throw new UnsupportedOperationException("onFail cannot be called twice");
        }
        failureHandler = handler;
        if (failure != null) {
            handler.apply(failure);
        }
    }

    /** The same answer with its values transformed. */
    public synchronized <T> PartialResult<T> map(Function1<R, T> f) {
        PartialResult<T> result = new PartialResult<>(f.apply(initialValue), initialIsFinal);
        Mapped<R, T> made = new Mapped<>(result, f);
        if (failure != null) {
            result.setFailure(failure);
        } else if (finished && !initialIsFinal) {
            made.finish(finalValue);
        } else if (!finished) {
            mapped.add(made);
        }
        return result;
    }

    /** Called once by the engine when the job has succeeded, unless the initial value was final. */
    public synchronized void setFinalValue(R value) {
        requireUndecided("setFinalValue called twice on a PartialResult");
        finalValue = value;
        finished = true;
        notifyAll();
        if (completionHandler != null) {
            completionHandler.apply(value);
        }
        for (Mapped<R, ?> made : mapped) {
            made.finish(value);
        }
    }

    /** Called once by the engine when the job has failed, unless the initial value was final. */
    public synchronized void setFailure(Exception cause) {
        requireUndecided("setFailure called twice on a PartialResult");
        failure = cause;
        notifyAll();
        if (failureHandler != null) {
            failureHandler.apply(cause);
        }
        for (Mapped<R, ?> made : mapped) {
            made.result().setFailure(cause);
        }
    }

    private void requireUndecided(String complaint) {
        if (finished || failure != null) {
            throw new UnsupportedOperationException(complaint);
        }
    }

    // The cast is erased: the compiler believes in an unchecked exception, the JVM throws the one it was given.
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E undeclared(Exception cause) throws E {
        throw (E) cause;
    }

    @Override
    public synchronized String toString() {
        return finished ? "(final: " + finalValue + ")" : "(partial: " + initialValue + ")";
    }
}
