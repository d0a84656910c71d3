// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The map outputs of one executor. An output is named by the attempt that wrote it, so attempts of the same map partition never
 * mix, and is there wholly or not at all. Safe for use by many threads.
 */
public final class ShuffleStore {
    private record OutputKey(int mapPartition, long writer) {
        // Written out like those of other records that every job compares: linking the generated ones takes
        // milliseconds.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OutputKey that && that.writer == writer && that.mapPartition == mapPartition;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(writer);
        }
    }

    private final Map<Integer, Map<OutputKey, MapOutputSegments>> shuffles = new ConcurrentHashMap<>();

    /** @param writer task id of the attempt that wrote the output */
    public void put(int shuffleId, int mapPartition, long writer, MapOutputSegments output) {
        shuffles.computeIfAbsent(shuffleId, id -> new ConcurrentHashMap<>())
                .put(new OutputKey(mapPartition, writer), output);
    }

    /** What the attempt wrote for a reduce partition; null: the output is lost, and its reader must report a failed fetch. */
    public @Nullable Segment segment(int shuffleId, int mapPartition, long writer, int reducePartition) {
        Map<OutputKey, MapOutputSegments> outputs = shuffles.get(shuffleId);
        MapOutputSegments output = outputs == null ? null : outputs.get(new OutputKey(mapPartition, writer));
        return output == null ? null : output.segments().get(reducePartition);
    }

    /** Forgets all outputs of a shuffle. */
    public void removeShuffle(int shuffleId) {
        shuffles.remove(shuffleId);
    }

    /** Forgets what one attempt wrote; false: there was nothing. */
    public boolean removeOutput(int shuffleId, int mapPartition, long writer) {
        Map<OutputKey, MapOutputSegments> outputs = shuffles.get(shuffleId);
        return outputs != null && outputs.remove(new OutputKey(mapPartition, writer)) != null;
    }

    /** Forgets everything, as when the executor is lost. */
    public void clear() {
        shuffles.clear();
    }
}
