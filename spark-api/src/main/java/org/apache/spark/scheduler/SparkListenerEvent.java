// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

/** Something that happened in the application. Programs may define and post events of their own. */
public interface SparkListenerEvent {

    /** Whether the event goes into the event log. */
    default boolean logEvent() {
        return true;
    }
}
