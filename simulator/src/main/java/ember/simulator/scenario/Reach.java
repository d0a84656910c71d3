// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is met when walking up from a dataset: shuffles, and persisted RDDs.
 *
 * @param shuffles read directly
 * @param cached read if kept, else computed from what is behind them
 */
public record Reach(List<ShuffleModel> shuffles, List<CachedRdd> cached) {
    /** Nothing: a source. */
    public static final Reach NOTHING = new Reach(List.of(), List.of());

    public Reach {
        shuffles = List.copyOf(shuffles);
        cached = List.copyOf(cached);
    }

    /**
     * Reads everything that one partition needs.
     *
     * @param content what there is already
     * @param partition of {@code partitions}
     * @throws UnreadableBlockException if a block cannot be read
     */
    long read(long content, int partition, int partitions, BlockReader reader) throws UnreadableBlockException {
        long sum = content;
        for (ShuffleModel shuffle : shuffles) {
            int reducePartition = partition % shuffle.reducePartitions();
            for (int map = 0; map < shuffle.writer().partitions(); map++) {
                sum = Contents.mix(sum, reader.block(shuffle, map, reducePartition));
            }
        }
        for (CachedRdd rdd : cached) {
            for (int i = partition % rdd.partitions(); i < rdd.partitions(); i += partitions) {
                sum = Contents.mix(sum, readCached(rdd, i, reader));
            }
        }
        return sum;
    }

    private static long readCached(CachedRdd rdd, int partition, BlockReader reader) throws UnreadableBlockException {
        Long kept = reader.cached(rdd, partition);
        if (kept != null) {
            return kept;
        }
        long content = rdd.compute(partition, reader);
        reader.computed(rdd, partition, content);
        return content;
    }

    /** Whether a shuffle must be complete, given which persisted RDDs are cached as a whole. */
    public boolean needs(int shuffleId, Predicate<CachedRdd> whollyCached) {
        for (ShuffleModel shuffle : shuffles) {
            if (shuffle.id() == shuffleId) {
                return true;
            }
        }
        for (CachedRdd rdd : cached) {
            if (!whollyCached.test(rdd) && rdd.behind().needs(shuffleId, whollyCached)) {
                return true;
            }
        }
        return false;
    }
}
