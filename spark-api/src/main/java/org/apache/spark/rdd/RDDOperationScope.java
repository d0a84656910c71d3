// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import java.util.Objects;

/** The operation of the API, such as {@code reduceByKey}, that made one or several RDDs. */
public class RDDOperationScope {

    private final String id;
    private final String name;

    /**
     * An operation.
     *
     * @param id unique in the context
     */
    public RDDOperationScope(String id, String name) {
        this.id = id;
        this.name = name;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RDDOperationScope that && id.equals(that.id) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name);
    }
}
