// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** How far a job has come. */
public enum JobExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN;

    /** The status of that name, null for null; throws {@link IllegalArgumentException} for another. */
    public static JobExecutionStatus fromString(String name) {
        if (name == null) {
            return null;
        }
        for (JobExecutionStatus status : values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new IllegalArgumentException(
                "Illegal type='" + name + "'. Supported type values: RUNNING, SUCCEEDED, FAILED, UNKNOWN");
    }
}
