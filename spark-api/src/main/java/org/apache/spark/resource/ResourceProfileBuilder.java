// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** Gathers requests for a {@link ResourceProfile}; setters return this. Requests are copied when they are given. */
public class ResourceProfileBuilder {

    private final ConcurrentHashMap<String, ExecutorResourceRequest> executorResources = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, TaskResourceRequest> taskResources = new ConcurrentHashMap<>();

    public ResourceProfileBuilder() {}

    /** What executors should have so far, by resource name; cannot be changed. */
    public Map<String, ExecutorResourceRequest> executorResourcesJMap() {
        return Collections.unmodifiableMap(executorResources);
    }

    /** What tasks take so far, by resource name; cannot be changed. */
    public Map<String, TaskResourceRequest> taskResourcesJMap() {
        return Collections.unmodifiableMap(taskResources);
    }

    /** The same as a Scala map. */
    public scala.collection.immutable.Map<String, ExecutorResourceRequest> executorResources() {
        return Map$.MODULE$.from(CollectionConverters.asScala(executorResources));
    }

    /** The same as a Scala map. */
    public scala.collection.immutable.Map<String, TaskResourceRequest> taskResources() {
        return Map$.MODULE$.from(CollectionConverters.asScala(taskResources));
    }

    /** Adds executor requests; those for the same resource are replaced. */
    public ResourceProfileBuilder require(ExecutorResourceRequests requests) {
        executorResources.putAll(requests.requestsJMap());
        return this;
    }

    /** Adds task requests; those for the same resource are replaced. */
    public ResourceProfileBuilder require(TaskResourceRequests requests) {
        taskResources.putAll(requests.requestsJMap());
        return this;
    }

    public ResourceProfileBuilder clearExecutorResourceRequests() {
        executorResources.clear();
        return this;
    }

    public ResourceProfileBuilder clearTaskResourceRequests() {
        taskResources.clear();
        return this;
    }

    /** A new profile, with an id of its own. */
    public ResourceProfile build() {
        return new ResourceProfile(executorResources, taskResources);
    }

    @Override
    public String toString() {
        return "Profile executor resources: " + executorResources + ", task resources: " + taskResources;
    }
}
