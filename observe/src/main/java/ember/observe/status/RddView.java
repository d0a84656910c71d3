// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.StorageLevel;
import ember.model.event.RddInfo;
import java.util.List;

/**
 * What is cached of an RDD, as it was when it was asked for.
 *
 * @param blocks its cached partitions, in their order
 * @param shares what executors hold of it
 */
public record RddView(RddInfo info, List<Block> blocks, List<Share> shares) {
    public RddView {
        blocks = List.copyOf(blocks);
        shares = List.copyOf(shares);
    }

    /**
     * A cached partition.
     *
     * @param level where it is now, with as many replicas as there are
     * @param executors who hold it
     */
    public record Block(String name, StorageLevel level, long memoryBytes, long diskBytes, List<String> executors) {}

    /**
     * What one executor holds of the RDD.
     *
     * @param memoryBytes on and off the heap
     * @param offHeapBytes of these, off the heap
     */
    public record Share(ExecutorView executor, long memoryBytes, long offHeapBytes, long diskBytes) {}

    public long memoryBytes() {
        long sum = 0;
        for (Block block : blocks) {
            sum += block.memoryBytes();
        }
        return sum;
    }

    public long diskBytes() {
        long sum = 0;
        for (Block block : blocks) {
            sum += block.diskBytes();
        }
        return sum;
    }
}
