// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import org.apache.spark.SparkException;

/** Thrown for a name that no block has. */
public class UnrecognizedBlockId extends SparkException {

    public UnrecognizedBlockId(String name) {
        super("Failed to parse " + name + " into a block ID");
    }
}
