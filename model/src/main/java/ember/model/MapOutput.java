// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/**
 * What one map task wrote, as told to those who read it.
 *
 * @param mapPartition partition of the map stage, from 0
 * @param writer task id of the attempt that wrote it: names this output apart from any other of the same partition
 * @param executor id of the executor that keeps it
 * @param host where that executor lives
 * @param sizes about how many bytes there are for each reduce partition
 */
public record MapOutput(int shuffleId, int mapPartition, long writer, String executor, String host, BlockSizes sizes) {}
