// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import ember.storage.memory.MemoryBudget;

/** How much of the heap data may take. */
public final class MemorySettings {
    private static final double DEFAULT_FRACTION = 0.6;
    private static final double DEFAULT_STORAGE_FRACTION = 0.5;
    private static final long RESERVED_BYTES = 300L << 20;

    private final ConfigValues values;

    public MemorySettings(ConfigValues values) {
        this.values = values;
    }

    /**
     * The budget of a context. {@code ember.memory} is how many bytes data may take; without it they are a part of the heap,
     * {@code spark.memory.fraction}, of what is left when the smaller of 300 MiB and a fifth is set aside. Of them
     * {@code spark.memory.storageFraction} is what cached blocks keep however much tasks need.
     *
     * @param heapBytes what the JVM may have
     * @throws IllegalArgumentException if a value is not one that its key can have, or promises more than the heap has
     */
    public MemoryBudget budget(long heapBytes) {
        double fraction = values.doubleValue("spark.memory.fraction", DEFAULT_FRACTION);
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "spark.memory.fraction should be between 0 and 1 (was '" + fraction + "').");
        }
        double storageFraction = values.doubleValue("spark.memory.storageFraction", DEFAULT_STORAGE_FRACTION);
        if (!(storageFraction >= 0 && storageFraction < 1)) {
            throw values.refused(
                    "spark.memory.storageFraction",
                    Double.toString(storageFraction),
                    "Storage fraction must be in [0,1)");
        }
        long available = heapBytes - Math.min(RESERVED_BYTES, heapBytes / 5);
        long bytes = (long) (available * fraction);
        if (values.get("ember.memory") != null) {
            bytes = values.bytes("ember.memory", 0);
            if (bytes <= 0 || bytes > available) {
                throw new IllegalArgumentException("ember.memory should be more than 0 and at most " + available
                        + " bytes, what a heap of " + heapBytes + " bytes leaves for data, but was "
                        + values.get("ember.memory"));
            }
        }
        return new MemoryBudget(bytes, (long) (bytes * storageFraction));
    }

    /**
     * What cached blocks may take outside the heap: {@code spark.memory.offHeap.size} if {@code spark.memory.offHeap.enabled}, else
     * nothing.
     *
     * @throws IllegalArgumentException if a value is not one that its key can have
     */
    public MemoryBudget offHeap() {
        boolean enabled = values.booleanValue("spark.memory.offHeap.enabled", false);
        long bytes = values.bytes("spark.memory.offHeap.size", 0);
        if (bytes < 0) {
            throw values.refused(
                    "spark.memory.offHeap.size", bytes + "b", "The off-heap memory size must not be negative");
        }
        if (enabled && bytes == 0) {
            throw new IllegalArgumentException("requirement failed: spark.memory.offHeap.size must be > 0 when"
                    + " spark.memory.offHeap.enabled == true");
        }
        return enabled ? new MemoryBudget(bytes, bytes) : new MemoryBudget(0, 0);
    }
}
