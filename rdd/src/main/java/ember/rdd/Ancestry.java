// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an RDD is computed from: its parents, or once its lineage has been truncated the RDD that stands in for it.
 *
 * <p>One object, so that readers on other threads see dependencies and stand-in that agree. An RDD goes from the first form to the
 * second at most once.
 *
 * @param dependencies the edges to the parents; one edge to the stand-in once truncated
 * @param standIn reads the checkpoint; null: computed from the parents
 */
public record Ancestry<T>(
        List<Dependency> dependencies, @Nullable Rdd<T> standIn) {
    static <T> Ancestry<T> truncatedTo(Rdd<T> standIn) {
        return new Ancestry<>(List.of(new NarrowDependency.OneToOne(standIn)), standIn);
    }
}
