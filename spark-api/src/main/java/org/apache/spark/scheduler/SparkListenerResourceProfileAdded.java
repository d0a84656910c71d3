// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.util.CaseClass;

/** A resource profile was registered. */
public class SparkListenerResourceProfileAdded extends CaseClass implements SparkListenerEvent {

    private final ResourceProfile resourceProfile;

    public SparkListenerResourceProfileAdded(ResourceProfile resourceProfile) {
        this.resourceProfile = resourceProfile;
    }

    public ResourceProfile resourceProfile() {
        return resourceProfile;
    }

    @Override
    protected Object[] components() {
        return new Object[] {resourceProfile};
    }
}
