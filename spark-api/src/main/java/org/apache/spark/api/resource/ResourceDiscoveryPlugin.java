// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.resource;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceRequest;

/** Finds the addresses of a resource; named by {@code spark.resources.discoveryPlugin}. */
public interface ResourceDiscoveryPlugin {
    /** The addresses of what is asked for; empty: this plugin does not know that resource. */
    Optional<ResourceInformation> discoverResource(ResourceRequest request, SparkConf sparkConf);
}
