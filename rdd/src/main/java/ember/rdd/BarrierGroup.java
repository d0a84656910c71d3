// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.BarrierMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of a barrier stage attempt as one of them sees them: all run at once, and each can wait for the others. */
public interface BarrierGroup {
    /** The addresses of the executors of all tasks, {@code host:port}, by partition. */
    List<String> addresses();

    /**
     * Waits until every task has called this with the same method. Used by the task's thread.
     *
     * @param message what the others get; null is a message too
     * @return what each task brought, by partition
     * @throws Exception that users see, if tasks called different methods or some did not come in time
     */
    List<@Nullable String> sync(BarrierMethod method, @Nullable String message) throws Exception;
}
