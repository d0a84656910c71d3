// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.plugin;

/** Code that is named by {@code spark.plugins} and made by its constructor without arguments, once for driver and once for executors. */
public interface SparkPlugin {
    /** The part that runs in the driver; null: there is none. */
    DriverPlugin driverPlugin();

    /** The part that runs in an executor; null: there is none. */
    ExecutorPlugin executorPlugin();
}
