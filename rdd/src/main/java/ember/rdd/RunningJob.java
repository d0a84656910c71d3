// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

/** A job that was submitted and may still run. */
public interface RunningJob {
    int jobId();

    /** Asks for the job to end; it does so as soon as its tasks notice. No effect on a job that has ended. */
    void cancel(String reason);

    boolean isDone();

    /**
     * Waits for the job, handing its results to the handler on this thread.
     *
     * @throws Exception what the job failed with, as users see it
     */
    void await() throws Exception;

    /**
     * The same, but no longer than a time. Results that come later are handled by who waits next.
     *
     * @param timeoutNanos 0 or less: handles what is there
     * @return whether the job has ended
     */
    boolean await(long timeoutNanos) throws Exception;

    /** Runs {@code then} once when the job has ended, at once if it has; on an engine thread, so it must be short. */
    void whenDone(Runnable then);
}
