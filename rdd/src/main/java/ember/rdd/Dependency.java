// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

/** Where an RDD's partitions come from: an edge of the lineage. */
public sealed interface Dependency permits NarrowDependency, ShuffleDependency {
    Rdd<?> rdd();
}
