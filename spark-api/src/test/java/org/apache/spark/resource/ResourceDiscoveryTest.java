// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.resource.ResourceDiscoveryPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected was seen on Spark 4.2.0. */
class ResourceDiscoveryTest {
    @TempDir
    Path dir;

    public static final class Finds implements ResourceDiscoveryPlugin {
        @Override
        public Optional<ResourceInformation> discoverResource(ResourceRequest request, SparkConf conf) {
            return Optional.of(new ResourceInformation(request.id().resourceName(), new String[] {"a", "b"}));
        }
    }

    private static SparkConf asking(int amount) {
        return new SparkConf(false).set("spark.driver.resource.gpu.amount", Integer.toString(amount));
    }

    private SparkConf asking(int amount, String printed) throws Exception {
        Path script = Files.writeString(dir.resolve("find.sh"), "#!/bin/sh\necho '" + printed + "'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return asking(amount).set("spark.driver.resource.gpu.discoveryScript", script.toString());
    }

    @Test
    void aScriptFindsAddresses() throws Exception {
        SparkConf conf = asking(2, "{\"name\": \"gpu\", \"addresses\":[\"0\",\"1\",\"7\"]}");
        assertThat(ResourceDiscovery.ofDriver(conf)).hasToString("{gpu=[name: gpu, addresses: 0,1,7]}");
    }

    @Test
    void aPluginIsAskedBeforeTheScript() throws Exception {
        SparkConf conf = asking(2, "nothing").set("spark.resources.discoveryPlugin", Finds.class.getName());
        assertThat(ResourceDiscovery.ofDriver(conf)).hasToString("{gpu=[name: gpu, addresses: a,b]}");
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        assertThatThrownBy(() -> ResourceDiscovery.ofDriver(asking(1)))
                .isInstanceOf(SparkException.class)
                .hasMessage("User is expecting to use resource: gpu, but didn't specify a discovery script!");
        assertThatThrownBy(() ->
                        ResourceDiscovery.ofDriver(asking(1).set("spark.driver.resource.gpu.discoveryScript", "/nope")))
                .isInstanceOf(SparkException.class)
                .hasMessage("Resource script: /nope to discover gpu doesn't exist!");
        SparkConf few = asking(5, "{\"name\": \"gpu\", \"addresses\":[\"0\",\"1\",\"7\"]}");
        assertThatThrownBy(() -> ResourceDiscovery.ofDriver(few))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requirement failed: Resource: gpu, with addresses: 0,1,7 is less than what the user"
                        + " requested: 5)");
        SparkConf garbled = asking(1, "gpu 0 1");
        assertThatThrownBy(() -> ResourceDiscovery.ofDriver(garbled))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("Error parsing JSON into ResourceInformation:");
    }
}
