// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.resource;

import java.io.Serializable;
import java.util.Objects;

/** How much of one resource a task takes. */
public class TaskResourceRequest implements Serializable {

    private final String resourceName;
    private final double amount;

    /**
     * A request.
     *
     * @param resourceName such as cpus or gpu
     * @param amount a whole number of units, or a part of one that several tasks share, at most 1
     */
    public TaskResourceRequest(String resourceName, double amount) {
        if (amount > 1.0 && amount % 1 != 0) {
            throw new AssertionError(
                    "assertion failed: The resource amount " + amount + " must be either <= 1.0, or a whole number.");
        }
        this.resourceName = resourceName;
        this.amount = amount;
    }

    public String resourceName() {
        return resourceName;
    }

    /** Units, or the part of one. */
    public double amount() {
        return amount;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskResourceRequest that
                && resourceName.equals(that.resourceName)
                && amount == that.amount;
    }

    @Override
    public int hashCode() {
        return Objects.hash(resourceName, amount);
    }

    @Override
    public String toString() {
        return "name: " + resourceName + ", amount: " + amount;
    }
}
