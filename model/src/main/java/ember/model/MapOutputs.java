// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import org.jspecify.annotations.Nullable;

/**
 * Where the outputs of one shuffle were when a task was launched. Immutable; a task never asks again, so what is stale shows as a
 * fetch failure.
 */
public final class MapOutputs {
    private final int shuffleId;
    private final int reducePartitions;
    private final @Nullable MapOutput[] outputs;
    private final int available;

    /** @param outputs by map partition, null where missing; copied */
    public MapOutputs(int shuffleId, int reducePartitions, @Nullable MapOutput[] outputs) {
        this.shuffleId = shuffleId;
        this.reducePartitions = reducePartitions;
        this.outputs = outputs.clone();
        int count = 0;
        for (MapOutput output : outputs) {
            if (output != null) {
                count++;
            }
        }
        this.available = count;
    }

    public int shuffleId() {
        return shuffleId;
    }

    /** Number of map partitions, present or missing. */
    public int mapPartitions() {
        return outputs.length;
    }

    public int reducePartitions() {
        return reducePartitions;
    }

    /** The output of a map partition; null: missing, which only a stage whose cached data hides this shuffle may meet. */
    public @Nullable MapOutput output(int mapPartition) {
        return outputs[mapPartition];
    }

    public boolean isComplete() {
        return available == outputs.length;
    }
}
