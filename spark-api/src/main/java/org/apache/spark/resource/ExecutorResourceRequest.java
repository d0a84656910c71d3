// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import java.io.Serializable;
import java.util.Objects;

/** How much of one resource an executor is asked to have. */
public class ExecutorResourceRequest implements Serializable {

    private final String resourceName;
    private final long amount;
    private final String discoveryScript;
    private final String vendor;

    /**
     * A request.
     *
     * @param resourceName such as memory or gpu
     * @param amount MiB of memory, or the number of units
     * @param discoveryScript program that finds the units; empty: none
     * @param vendor of the resource; empty: any
     */
    public ExecutorResourceRequest(String resourceName, long amount, String discoveryScript, String vendor) {
        this.resourceName = resourceName;
        this.amount = amount;
        this.discoveryScript = discoveryScript;
        this.vendor = vendor;
    }

    public String resourceName() {
        return resourceName;
    }

    /** MiB of memory, or the number of units. */
    public long amount() {
        return amount;
    }

    /** Program that finds the units; empty: none. */
    public String discoveryScript() {
        return discoveryScript;
    }

    /** Vendor of the resource; empty: any. */
    public String vendor() {
        return vendor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutorResourceRequest that
                && resourceName.equals(that.resourceName)
                && amount == that.amount
                && Objects.equals(discoveryScript, that.discoveryScript)
                && Objects.equals(vendor, that.vendor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(resourceName, amount, discoveryScript, vendor);
    }

    @Override
    public String toString() {
        return "name: " + resourceName + ", amount: " + amount + ", script: " + discoveryScript + ", vendor: " + vendor;
    }
}
