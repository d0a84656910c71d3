// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** Code of the program that runs in the driver, such as the merging of two tasks' results, threw. */
final class SparkDriverExecutionException extends SparkException {

    SparkDriverExecutionException(Throwable cause) {
        super("Execution error", cause);
    }
}
