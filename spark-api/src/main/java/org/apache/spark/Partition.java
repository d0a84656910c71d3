// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** One partition of an RDD: a token that names it, not its data. */
public interface Partition extends Serializable {

    /** Its place among the partitions of its RDD, from 0. */
    int index();
}
