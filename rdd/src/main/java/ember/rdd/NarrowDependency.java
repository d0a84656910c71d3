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
}
