// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.plan;

/** What a stage's tasks are for. */
public sealed interface StageOutput {
    /**
     * Every partition writes one map output of a shuffle.
     *
     * @param reducePartitions number of reduce partitions
     */
    record Shuffle(int shuffleId, int reducePartitions) implements StageOutput {}

    /** Some partitions of the stage's RDD are turned into results for the driver; the position of each in the request is its output id. */
    final class Results implements StageOutput {
        private final int[] partitions;

        /** @param partitions in the order of the request, not empty, possibly repeated; copied */
        public Results(int... partitions) {
            if (partitions.length == 0) {
                throw new IllegalArgumentException("a job without partitions needs no scheduler");
            }
            this.partitions = partitions.clone();
        }

        /** Number of outputs. */
        public int count() {
            return partitions.length;
        }

        /** The partition that makes an output. */
        public int partition(int outputId) {
            return partitions[outputId];
        }
    }
}
