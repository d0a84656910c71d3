// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.KeyPartitioner;

/** Assigns keys to partitions. Two equal partitioners place every key alike, and spare a shuffle. */
public interface Partitioner extends KeyPartitioner {}
