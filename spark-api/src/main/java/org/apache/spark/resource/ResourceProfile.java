// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a stage asks of executors and tasks; immutable. Two profiles that ask the same have different ids.
 *
 * <p>In one JVM there is one executor whose resources are given, so a profile is a description that changes nothing.
 */
public class ResourceProfile implements Serializable {

    // Ids are of the whole JVM, as in Spark; the default profile has the first.
    private static final AtomicInteger NEXT_ID = new AtomicInteger(DEFAULT_RESOURCE_PROFILE_ID() + 1);

    private final int id = NEXT_ID.getAndIncrement();
    private final Map<String, ExecutorResourceRequest> executorResources;
    private final Map<String, TaskResourceRequest> taskResources;

    ResourceProfile(
            Map<String, ExecutorResourceRequest> executorResources, Map<String, TaskResourceRequest> taskResources) {
        this.executorResources = Map.copyOf(executorResources);
        this.taskResources = Map.copyOf(taskResources);
    }

    /** Name of the resource: cores of an executor. */
    public static String CORES() {
        return "cores";
    }

    /** Name of the resource: cores of a task. */
    public static String CPUS() {
        return "cpus";
    }

    /** Name of the resource: heap memory. */
    public static String MEMORY() {
        return "memory";
    }

    /** Name of the resource: memory off the heap. */
    public static String OFFHEAP_MEM() {
        return "offHeap";
    }

    /** Name of the resource: memory beside the heap. */
    public static String OVERHEAD_MEM() {
        return "memoryOverhead";
    }

    /** Name of the resource: memory of Python workers. */
    public static String PYSPARK_MEM() {
        return "pyspark.memory";
    }

    /** Id of no profile. */
    public static int UNKNOWN_RESOURCE_PROFILE_ID() {
        return -1;
    }

    /** Id of the profile of stages that ask for nothing. */
    public static int DEFAULT_RESOURCE_PROFILE_ID() {
        return 0;
    }

    /** The names of executor resources that are not the user's own. */
    public static String[] allSupportedExecutorResources() {
        return new String[] {CORES(), MEMORY(), OVERHEAD_MEM(), PYSPARK_MEM(), OFFHEAP_MEM()};
    }

    /** Unique in the JVM. */
    public int id() {
        return id;
    }

    /** What executors should have, by resource name. */
    public Map<String, ExecutorResourceRequest> executorResourcesJMap() {
        return executorResources;
    }

    /** What tasks take, by resource name. */
    public Map<String, TaskResourceRequest> taskResourcesJMap() {
        return taskResources;
    }

    /** Every profile is valid here: nothing is allotted by it. */
    public void validate() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceProfile that
                && id == that.id
                && executorResources.equals(that.executorResources)
                && taskResources.equals(that.taskResources);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return "Profile: id = " + id + ", executor resources: " + executorResources + ", task resources: "
                + taskResources;
    }
}
