// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.util.EventListener;
import org.apache.spark.TaskContext;

/** Called when a task's body has thrown, before the completion listeners. */
@FunctionalInterface
public interface TaskFailureListener extends EventListener {

    void onTaskFailure(TaskContext context, Throwable error);
}
