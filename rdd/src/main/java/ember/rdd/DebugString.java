// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.LineageText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Rdd#toDebugString} tells of RDDs. */
final class DebugString implements LineageText.Source<Rdd<?>> {
    private final String persistence;

    private DebugString(Rdd<?> asked) {
        // Spark prints the level of the RDD that was asked on every line.
        this.persistence = LineageText.persistence(asked.storageLevel());
    }

    static String of(Rdd<?> asked) {
        return LineageText.<Rdd<?>>of(asked, new DebugString(asked), Integer.MAX_VALUE);
    }

    @Override
    public int numPartitions(Rdd<?> rdd) {
        return rdd.numPartitions();
    }

    @Override
    public String line(Rdd<?> rdd) {
        return rdd + " [" + persistence + "]";
    }

    @Override
    public @Nullable String cached(Rdd<?> rdd) {
        JobRunner.CachedSize cached = rdd.runner().cachedSize(rdd);
        return cached.partitions() == 0
                ? null
                : LineageText.cached(cached.partitions(), cached.memoryBytes(), cached.diskBytes());
    }

    @Override
    public List<LineageText.Read<Rdd<?>>> reads(Rdd<?> rdd) {
        List<LineageText.Read<Rdd<?>>> reads = new ArrayList<>();
        for (Dependency dependency : rdd.dependencies()) {
            reads.add(new LineageText.Read<>(dependency.rdd(), dependency instanceof ShuffleDependency<?>));
        }
        return reads;
    }
}
