// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

/** A resource as settings name it: {@code spark.driver.resource.gpu}. */
public class ResourceID {
    private final String componentName;
    private final String resourceName;

    /** @param componentName such as {@code spark.driver} */
    public ResourceID(String componentName, String resourceName) {
        this.componentName = componentName;
        this.resourceName = resourceName;
    }

    public String componentName() {
        return componentName;
    }

    public String resourceName() {
        return resourceName;
    }

    /** The key of a setting of this resource. */
    String key(String setting) {
        return componentName + ".resource." + resourceName + "." + setting;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceID that
                && componentName.equals(that.componentName)
                && resourceName.equals(that.resourceName);
    }

    @Override
    public int hashCode() {
        return 31 * componentName.hashCode() + resourceName.hashCode();
    }
}
