// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.ResultHandler;
import org.jspecify.annotations.Nullable;

/**
 * Hands results on in the order of their partitions, each as soon as those before it are there: a sum of doubles, or of what is put
 * together in no fixed order, comes out the same each time. Used by the thread that waits for the job.
 */
final class InOrder<U> implements ResultHandler<U> {
    private final ResultHandler<U> then;
    /** What came before its turn. */
    private final @Nullable Object[] early;

    private final boolean[] arrived;
    private int next;

    /** @param count of results that will come */
    InOrder(int count, ResultHandler<U> then) {
        this.then = then;
        this.early = new Object[count];
        this.arrived = new boolean[count];
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // what was put there is a result, null if that is what the task gave
    public void accept(int index, U result) throws Exception {
        early[index] = result;
        arrived[index] = true;
        while (next < arrived.length && arrived[next]) {
            U due = (U) early[next];
            early[next] = null;
            then.accept(next++, due);
        }
    }
}
