// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.partial;

/**
 * The answer of an approximate action: a value known now, and perhaps a final one later. Thread-safe.
 *
 * @param <R> type of the value
 */
public class PartialResult<R> {

    private final R initialValue;
    private final boolean initialIsFinal;
    private R finalValue;
    private boolean finished;
    private Exception failure;

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

    /** Called once by the engine when the job has succeeded, unless the initial value was final. */
    public synchronized void setFinalValue(R value) {
        checkUndecided();
        finalValue = value;
        finished = true;
        notifyAll();
    }

    /** Called once by the engine when the job has failed, unless the initial value was final. */
    public synchronized void setFailure(Exception cause) {
        checkUndecided();
        failure = cause;
        notifyAll();
    }

    private void checkUndecided() {
        if (finished || failure != null) {
            throw new IllegalStateException("the final outcome of this result is already known: " + this);
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
