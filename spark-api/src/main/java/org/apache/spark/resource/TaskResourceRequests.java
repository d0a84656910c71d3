// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a task takes; setters return this. A later request for the same resource replaces the earlier. */
public class TaskResourceRequests implements Serializable {

    private final ConcurrentHashMap<String, TaskResourceRequest> requests = new ConcurrentHashMap<>();

    public TaskResourceRequests() {}

    /** The requests by resource name; cannot be changed, and shows later requests too. */
    public Map<String, TaskResourceRequest> requestsJMap() {
        return Collections.unmodifiableMap(requests);
    }

    /** Cores. */
    public TaskResourceRequests cpus(int amount) {
        return resource(ResourceProfile.CPUS(), amount);
    }

    /** Any other resource; see {@link TaskResourceRequest} for the amount. */
    public TaskResourceRequests resource(String resourceName, double amount) {
        return addRequest(new TaskResourceRequest(resourceName, amount));
    }

    public TaskResourceRequests addRequest(TaskResourceRequest request) {
        requests.put(request.resourceName(), request);
        return this;
    }

    @Override
    public String toString() {
        return "Task resource requests: " + requests;
    }
}
