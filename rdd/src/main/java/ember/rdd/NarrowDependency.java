// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

/** Each partition of the child needs a few known partitions of the parent, so both run in one task. */
public non-sealed interface NarrowDependency extends Dependency {
    /** Indices of the parent's partitions that the child's partition {@code partition} needs; may be empty. */
    int[] parents(int partition);

    /** Partition i needs the parent's partition i. */
    record OneToOne(Rdd<?> rdd) implements NarrowDependency {
        @Override
        public int[] parents(int partition) {
            return new int[] {partition};
        }
    }

    /** A run of {@code length} partitions, from {@code outStart} in the child, is the parent's from {@code inStart}: union. */
    record Range(Rdd<?> rdd, int inStart, int outStart, int length) implements NarrowDependency {
        @Override
        public int[] parents(int partition) {
            return partition >= outStart && partition < outStart + length
                    ? new int[] {partition - outStart + inStart}
                    : new int[0];
        }
    }
}
