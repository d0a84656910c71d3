// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.plugin;

import java.util.Collections;
import java.util.Map;
import org.apache.spark.SparkContext;

/** The part of a plugin that runs in the driver. */
public interface DriverPlugin {
    /**
     * Begins, before the engine does: settings of {@code pluginContext.conf()} can still be changed. What it throws ends the context.
     *
     * @return settings for the executor's part
     */
    // Spark's signature.
    @SuppressWarnings("UnusedVariable")
    default Map<String, String> init(SparkContext sc, PluginContext pluginContext) {
        return Collections.emptyMap();
    }

    /** Registers metrics, once the application has an id. */
    @SuppressWarnings("UnusedVariable") // as above
    default void registerMetrics(String appId, PluginContext pluginContext) {}

    /**
     * Answers a message of the executor's part; one at a time.
     *
     * @return the answer, for those who wait for one
     */
    default Object receive(Object message) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Ends, when the context stops. What it throws is logged. */
    default void shutdown() {}
}
