// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import java.util.List;

/** The result of an action that was started and may still run, by one job or several. Safe for use by many threads. */
public interface PendingResult<T> {
    /** Ids of the jobs so far, the latest first. */
    List<Integer> jobIds();

    /** Ends the running job and starts no other. No effect on an action that has ended. */
    void cancel(String reason);

    boolean isDone();

    /**
     * Waits for the end.
     *
     * @throws Exception what the action failed with, as users see it
     */
    T await() throws Exception;

    /** Runs {@code then} once when the action has ended, at once if it has; it must be short. */
    void whenDone(Runnable then);
}
