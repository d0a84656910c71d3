// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

/** A pool or a task set of Spark's scheduler. Ember's own are not shown. */
public interface Schedulable {
    String name();
}
