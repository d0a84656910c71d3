// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.RddInfo;

/**
 * What became of an RDD that was to be kept, while it was kept.
 *
 * @param storedBlocks how often one of its partitions was computed and stored
 * @param lostBlocks how often one of them was dropped while the RDD was to be kept: memory was short or an executor gone
 * @param byteMillis what it held, times how long it held it
 * @param unpersisted whether the program gave it up
 */
public record CacheHistory(RddInfo rdd, long storedBlocks, long lostBlocks, long byteMillis, boolean unpersisted) {}
