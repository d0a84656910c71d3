// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import java.io.Serializable;
import java.util.Arrays;

/** A kind of resource, such as "gpu", and the addresses at which its units are found. */
public class ResourceInformation implements JsonResource, Serializable {

    private final String name;
    private final String[] addresses;

    /** A resource; the array is kept, not copied. */
    public ResourceInformation(String name, String[] addresses) {
        this.name = name;
        this.addresses = addresses;
    }

    public String name() {
        return name;
    }

    public String[] addresses() {
        return addresses;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceInformation that
                && name.equals(that.name)
                && Arrays.equals(addresses, that.addresses);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(addresses);
    }

    @Override
    public String toString() {
        return "[name: " + name + ", addresses: " + String.join(",", addresses) + "]";
    }
}
