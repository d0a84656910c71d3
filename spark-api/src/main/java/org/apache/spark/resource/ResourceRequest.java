// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import java.util.Optional;

/** How much of a resource is wanted, and how it can be found. */
public class ResourceRequest {
    private final ResourceID id;
    private final long amount;
    private final Optional<String> discoveryScript;
    private final Optional<String> vendor;

    public ResourceRequest(ResourceID id, long amount, Optional<String> discoveryScript, Optional<String> vendor) {
        this.id = id;
        this.amount = amount;
        this.discoveryScript = discoveryScript;
        this.vendor = vendor;
    }

    public ResourceID id() {
        return id;
    }

    public long amount() {
        return amount;
    }

    /** Prints a resource's name and addresses as JSON. */
    public Optional<String> discoveryScript() {
        return discoveryScript;
    }

    public Optional<String> vendor() {
        return vendor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceRequest that
                && id.equals(that.id)
                && amount == that.amount
                && discoveryScript.equals(that.discoveryScript)
                && vendor.equals(that.vendor);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * id.hashCode() + Long.hashCode(amount)) + discoveryScript.hashCode())
                + vendor.hashCode();
    }
}
