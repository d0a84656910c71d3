// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.spark.SerialForm;
import org.junit.jupiter.api.Test;

class ResourceTest {

    @Test
    void requestsGatherByName() {
        ExecutorResourceRequests requests = new ExecutorResourceRequests()
                .memory("2g")
                .memoryOverhead("512")
                .offHeapMemory("1500k")
                .resource("gpu", 2, "s", "v");

        assertThat(requests.requestsJMap().get("memory").amount()).isEqualTo(2048);
        assertThat(requests.requestsJMap().get("memoryOverhead").amount()).isEqualTo(512);
        assertThat(requests.requestsJMap().get("offHeap").amount()).isEqualTo(1);
        assertThat(requests.requestsJMap().get("gpu")).hasToString("name: gpu, amount: 2, script: s, vendor: v");
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> requests.memory("bad"))
                .withMessageEndingWith("Failed to parse byte string: bad");
    }

    @Test
    void taskTakesWholeUnitsOrPartOfOne() {
        assertThat(new TaskResourceRequest("gpu", 0.7).amount()).isEqualTo(0.7);
        assertThat(new TaskResourceRequest("gpu", 3).amount()).isEqualTo(3);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new TaskResourceRequest("gpu", 1.5))
                .withMessage("assertion failed: The resource amount 1.5 must be either <= 1.0, or a whole number.");
    }

    @Test
    void profileKeepsWhatWasAskedForWhenItWasBuilt() throws Exception {
        ResourceProfileBuilder builder = new ResourceProfileBuilder().require(new TaskResourceRequests().cpus(2));
        ResourceProfile profile = builder.build();
        builder.clearTaskResourceRequests();

        assertThat(profile.taskResourcesJMap()).containsOnlyKeys("cpus");
        assertThat(builder.build().id()).isNotEqualTo(profile.id());
        assertThat(SerialForm.copyOf(profile)).isEqualTo(profile);
    }
}
