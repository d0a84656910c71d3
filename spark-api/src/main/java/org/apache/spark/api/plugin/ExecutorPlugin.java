// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.plugin;

import java.util.Map;
import org.apache.spark.TaskFailedReason;

/** The part of a plugin that runs in an executor. */
public interface ExecutorPlugin {
    /**
     * Begins, before any task. What it throws ends the context.
     *
     * @param extraConf what the driver's part returned
     */
    // Spark's signature.
    @SuppressWarnings("UnusedVariable")
    default void init(PluginContext ctx, Map<String, String> extraConf) {}

    /** Ends, when the context stops. What it throws is logged. */
    default void shutdown() {}

    /** Called on the thread of a task before it runs. What it throws is logged. */
    default void onTaskStart() {}

    /** Called on the thread of a task that has succeeded. */
    default void onTaskSucceeded() {}

    /** Called on the thread of a task that has failed, was killed, or could not fetch its input. */
    @SuppressWarnings("UnusedVariable") // as above
    default void onTaskFailed(TaskFailedReason failureReason) {}
}
