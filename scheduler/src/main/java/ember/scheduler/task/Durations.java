// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.Collections;
import java.util.PriorityQueue;

/** How long the tasks of a set took. The median is at hand: adding one costs a step in a heap, asking costs nothing. */
final class Durations {
    /** The smaller half, its largest first. */
    private final PriorityQueue<Long> lower = new PriorityQueue<>(Collections.reverseOrder());
    /** The larger half, its smallest first; as many as the lower half, or one more. */
    private final PriorityQueue<Long> upper = new PriorityQueue<>();

    void add(long millis) {
        if (upper.isEmpty() || millis >= upper.peek()) {
            upper.add(millis);
        } else {
            lower.add(millis);
        }
        if (upper.size() > lower.size() + 1) {
            lower.add(upper.remove());
        } else if (lower.size() > upper.size()) {
            upper.add(lower.remove());
        }
    }

    int count() {
        return lower.size() + upper.size();
    }

    /** Milliseconds; of an even number the larger of the two in the middle, as in Spark. */
    long median() {
        return upper.element();
    }
}
