// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.util.EventListener;
import org.apache.spark.TaskContext;

/** Called when a task is asked to stop, with the reason. */
@FunctionalInterface
public interface TaskInterruptListener extends EventListener {

    void onTaskInterrupted(TaskContext context, String reason);
}
