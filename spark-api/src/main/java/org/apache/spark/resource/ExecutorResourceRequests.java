// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import ember.engine.config.Units;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What executors are asked to have; setters return this. A later request for the same resource replaces the earlier. */
public class ExecutorResourceRequests implements Serializable {

    private final ConcurrentHashMap<String, ExecutorResourceRequest> requests = new ConcurrentHashMap<>();

    public ExecutorResourceRequests() {}

    /** The requests by resource name; cannot be changed, and shows later requests too. */
    public Map<String, ExecutorResourceRequest> requestsJMap() {
        return Collections.unmodifiableMap(requests);
    }

    /** Heap memory, such as {@code 2g}; a bare number is in MiB. */
    public ExecutorResourceRequests memory(String amount) {
        return memory(ResourceProfile.MEMORY(), amount);
    }

    /** Memory off the heap, such as {@code 2g}; a bare number is in MiB. */
    public ExecutorResourceRequests offHeapMemory(String amount) {
        return memory(ResourceProfile.OFFHEAP_MEM(), amount);
    }

    /** Memory for what the JVM needs beside its heap, such as {@code 512m}; a bare number is in MiB. */
    public ExecutorResourceRequests memoryOverhead(String amount) {
        return memory(ResourceProfile.OVERHEAD_MEM(), amount);
    }

    /** Memory for Python workers, such as {@code 512m}; a bare number is in MiB. */
    public ExecutorResourceRequests pysparkMemory(String amount) {
        return memory(ResourceProfile.PYSPARK_MEM(), amount);
    }

    public ExecutorResourceRequests cores(int amount) {
        return resource(ResourceProfile.CORES(), amount, "", "");
    }

    /** Any other resource; see {@link ExecutorResourceRequest} for the arguments. */
    public ExecutorResourceRequests resource(String resourceName, long amount, String discoveryScript, String vendor) {
        requests.put(resourceName, new ExecutorResourceRequest(resourceName, amount, discoveryScript, vendor));
        return this;
    }

    private ExecutorResourceRequests memory(String name, String amount) {
        return resource(name, Units.size(amount, Units.MIB), "", "");
    }

    @Override
    public String toString() {
        return "Executor resource requests: " + requests;
    }
}
