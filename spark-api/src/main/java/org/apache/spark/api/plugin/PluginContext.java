// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.plugin;

import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceInformation;

/** What a part of a plugin can use. */
public interface PluginContext {
    /**
     * Where the plugin registers metrics. {@link UnsupportedOperationException} if the metrics library, which the engine does not need,
     * is not on the class path.
     */
    MetricRegistry metricRegistry();

    /** The configuration of the application. */
    SparkConf conf();

    /** {@code driver}, for both parts. */
    String executorID();

    String hostname();

    /** Resources beside cores, by name. */
    Map<String, ResourceInformation> resources();

    /** Sends a message to the driver's part and does not wait; {@link IllegalStateException} if there is none, or this is it. */
    void send(Object message) throws IOException;

    /** Sends a message to the driver's part and waits for its answer; throws what that throws. */
    Object ask(Object message) throws Exception;
}
