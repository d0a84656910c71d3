// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import ember.rdd.Partition;

/** A split of Hadoop's, of either interface. */
record HadoopSplit(int index, Object split) implements Partition {}
