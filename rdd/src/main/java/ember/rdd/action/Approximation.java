// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A job whose caller waits only so long and then takes what is known. The job goes on; the rest can be waited for.
 *
 * @param <R> what the results come to
 */
public final class Approximation<R> {
    private final RunningJob job;
    private final Estimate<?, R> estimate;
    private final R initialValue;
    private final boolean isFinal;

    /**
     * Puts results together and says at any time what they come to. Used by one thread at a time.
     *
     * @param <U> results of tasks
     */
    public interface Estimate<U, R> extends ResultHandler<U> {
        R value();
    }

    private Approximation(RunningJob job, Estimate<?, R> estimate, R initialValue, boolean isFinal) {
        this.job = job;
        this.estimate = estimate;
        this.initialValue = initialValue;
        this.isFinal = isFinal;
    }

    /**
     * Runs a job on all partitions and waits for it, but no longer than a time.
     *
     * @param timeoutMillis 0 or less: does not wait
     * @throws Exception what the job failed with in that time, as users see it; {@link InterruptedException} if this thread was
     *     interrupted: the job goes on then
     */
    public static <T, U, R> Approximation<R> of(
            Rdd<T> rdd, PartitionFunction<T, U> function, Estimate<U, R> estimate, long timeoutMillis)
            throws Exception {
        rdd.runner().ensureActive();
        RunningJob job = rdd.runner().submitJob(rdd, function, Jobs.allPartitions(rdd), estimate);
        boolean ended = job.await(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        return new Approximation<>(job, estimate, estimate.value(), ended);
    }

    /** What was known when the time was over. */
    public R initialValue() {
        return initialValue;
    }

    /** Whether the job had ended by then, so the value is exact. */
    public boolean isFinal() {
        return isFinal;
    }

    /** Tells the final value, or what the job failed with, when it has ended. Call once at most, if the initial value is not final. */
    public void whenEnded(Consumer<? super R> onValue, Consumer<? super Exception> onFailure) {
        job.whenDone(() -> ForkJoinPool.commonPool().execute(() -> finish(onValue, onFailure)));
    }

    private void finish(Consumer<? super R> onValue, Consumer<? super Exception> onFailure) {
        R value;
        try {
            job.await();
            value = estimate.value();
        } catch (Exception e) {
            onFailure.accept(e);
            return;
        }
        onValue.accept(value);
    }
}
