// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskEnd;
import org.jspecify.annotations.Nullable;

/** How often each task of a set failed since it last succeeded, as far as failures count. */
final class FailureCounts {
    private final int tasks;
    /** Null: none has failed yet, as in most sets. */
    private int @Nullable [] byTask;

    FailureCounts(int tasks) {
        this.tasks = tasks;
    }

    /** Whether an end counts towards the limit of failures: only if the task itself may be to blame. */
    static boolean counts(TaskEnd end) {
        if (end instanceof TaskEnd.ExecutorLost lost) {
            return lost.causedByApp();
        }
        return end instanceof TaskEnd.Threw || end instanceof TaskEnd.ResultLost;
    }

    int of(int index) {
        return byTask == null ? 0 : byTask[index];
    }

    /** @return how often the task has failed with this time */
    int add(int index) {
        if (byTask == null) {
            byTask = new int[tasks];
        }
        return ++byTask[index];
    }

    void succeeded(int index) {
        if (byTask != null) {
            byTask[index] = 0;
        }
    }
}
