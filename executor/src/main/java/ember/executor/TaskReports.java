// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.BarrierMethod;
import ember.model.TaskEnd;
import org.jspecify.annotations.Nullable;

/** Where an executor's tasks report to. Called from task threads; never blocks but to ask. */
public interface TaskReports {
    void ended(long taskId, TaskEnd end);

    /** Whether somebody reads what takes time to measure: processor time and garbage collection. */
    boolean readsFigures();

    /** Whether this attempt may make its output visible; waits for the answer. */
    boolean requestCommit(long taskId) throws InterruptedException;

    /** A barrier task waits for the others; {@link Executor#answerBarrier} brings the answer. */
    void barrierReached(long taskId, int epoch, BarrierMethod method, @Nullable String message);
}
