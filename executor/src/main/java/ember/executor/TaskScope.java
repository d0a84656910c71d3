// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.event.AccumulableInfo;
import ember.rdd.TaskContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a task on its thread: the facade makes the task's context known to the user's code there and gathers the
 * accumulators that arrive with the closures. One per context; called on task threads.
 */
public interface TaskScope {
    /**
     * Before the closures are opened.
     *
     * @return what {@link #soFar} is asked with while the task runs; null: nothing
     */
    @Nullable
    Object enter(TaskContext task);

    /**
     * What a running task has added to accumulators so far. Called by other threads than the task's.
     *
     * @param entered what {@link #enter} answered
     */
    default List<AccumulableInfo> soFar(Object entered) {
        return List.of();
    }

    /**
     * After everything of the task has run.
     *
     * @param failed whether the task failed or was killed: then only what counts failed values is gathered
     * @return the accumulators' updates, opaque to everyone but the facade; null: none
     * @throws Exception what copying them throws, {@link java.io.NotSerializableException} among others
     */
    @Nullable
    Object exit(TaskContext task, boolean failed) throws Exception;

    /** Adds nothing. */
    TaskScope NONE = new TaskScope() {
        @Override
        public @Nullable Object enter(TaskContext task) {
            return null;
        }

        @Override
        public @Nullable Object exit(TaskContext task, boolean failed) {
            return null;
        }
    };
}
