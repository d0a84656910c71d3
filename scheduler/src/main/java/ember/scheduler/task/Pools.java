// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.ArrayList;
import java.util.List;

/** The order in which task sets are served: first in, first out by job, then by stage. */
final class Pools {
    private final List<TaskSet> inOrder = new ArrayList<>();

    void add(TaskSet set) {
        int at = inOrder.size();
        while (at > 0 && comesBefore(set, inOrder.get(at - 1))) {
            at--;
        }
        inOrder.add(at, set);
    }

    void remove(TaskSet set) {
        inOrder.remove(set);
    }

    /** Task sets, the next to be served first. */
    List<TaskSet> inOrder() {
        return inOrder;
    }

    private static boolean comesBefore(TaskSet a, TaskSet b) {
        return a.priority() != b.priority() ? a.priority() < b.priority() : a.stageId() < b.stageId();
    }
}
