// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/** The name of a piece of stored data. Its {@link #name} is Spark's, seen in logs, listeners and file names. */
public sealed interface BlockId {
    String name();

    /** One cached partition of an RDD. */
    record RddBlock(int rddId, int partition) implements BlockId {
        @Override
        public String name() {
            return "rdd_" + rddId + "_" + partition;
        }
    }

    /**
     * What one map task attempt wrote for one reduce partition.
     *
     * @param writer task id of the attempt that wrote it
     */
    record ShuffleBlock(int shuffleId, long writer, int reducePartition) implements BlockId {
        @Override
        public String name() {
            return "shuffle_" + shuffleId + "_" + writer + "_" + reducePartition;
        }
    }

    /** A broadcast value. */
    record BroadcastBlock(long broadcastId) implements BlockId {
        @Override
        public String name() {
            return "broadcast_" + broadcastId;
        }
    }
}
