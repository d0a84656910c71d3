// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.List;

/**
 * How task sets of several jobs share the slots.
 *
 * @param mode order of the root. Spark: spark.scheduler.mode, default FIFO, where pools do not exist
 * @param pools the pools known from the start; used in FAIR mode only. A pool {@code default} always exists
 */
public record PoolSettings(SchedulingMode mode, List<Pool> pools) {
    /** Name of the pool for jobs that name none. */
    public static final String DEFAULT_POOL = "default";

    /** Local property of a job that names its pool. */
    public static final String POOL_PROPERTY = "spark.scheduler.pool";

    /** Spark's default: one queue. */
    public static final PoolSettings FIFO = new PoolSettings(SchedulingMode.FIFO, List.of());

    public PoolSettings {
        pools = List.copyOf(pools);
    }

    /**
     * One pool of an allocation file.
     *
     * @param mode order inside the pool
     * @param minShare slots it gets before others get more, at least 0
     * @param weight its share relative to other pools, at least 1
     */
    public record Pool(String name, SchedulingMode mode, int minShare, int weight) {
        public Pool {
            if (minShare < 0 || weight < 1) {
                throw new IllegalArgumentException("pool " + name + " has minShare " + minShare + " and weight "
                        + weight + "; they must be at least 0 and 1");
            }
        }
    }
}
