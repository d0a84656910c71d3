// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** Where a fragment named by an error was written. */
public enum QueryContextType {
    SQL,
    DataFrame
}
