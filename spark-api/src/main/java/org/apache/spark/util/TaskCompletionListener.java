// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.util.EventListener;
import org.apache.spark.TaskContext;

/** Called when a task's body has ended, well or not: the place to close what the task opened. */
@FunctionalInterface
public interface TaskCompletionListener extends EventListener {

    void onTaskCompletion(TaskContext context);
}
