// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor.fused;

import ember.rdd.TaskContext;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What is known of a {@link FusedLoop}, whichever copy it is. Used by one thread. */
abstract class FusedChain {
    /** Elements of the source that the last run took, the one included with which it failed. */
    int taken;

    /** A chain of the same copy with functions of its own. @param rest what goes on with what the last step opens */
    abstract FusedChain with(Functions functions, @Nullable FusedChain rest);

    /**
     * Takes elements through all steps, each before the next is asked for, and adds what comes out. Stops early if the sum is no longer
     * of the kind that the copy is for.
     *
     * @param limit of elements to take
     * @param killable the task to end at the next element if it is killed; null: the source sees to that
     * @return what all elements so far come to
     */
    abstract @Nullable Object run(@Nullable Object sum, Iterator<?> source, int limit, @Nullable TaskContext killable)
            throws Exception;
}
