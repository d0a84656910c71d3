// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;
import ember.model.event.StageInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shown of an executor, alive or not, as it was when it was asked for.
 *
 * @param port where others fetch its blocks; 0: nowhere
 * @param rddBlocks cached partitions that it holds
 * @param memoryBytes what its blocks take in memory, on and off the heap
 * @param offHeapBytes of these, off the heap
 * @param startedTasks all task attempts, those that run among them
 * @param taskMillis sum of the durations of tasks that ended
 * @param maxOnHeapBytes what blocks may take on the heap; 0: not told
 * @param gcMillis what collecting garbage took while its tasks ran, each of them counted
 * @param peaks the most that was measured of it; null: nothing was yet
 * @param removedMillis {@link StageInfo#ABSENT}: it is alive
 */
public record ExecutorView(
        String id,
        String host,
        int port,
        boolean alive,
        int rddBlocks,
        long memoryBytes,
        long offHeapBytes,
        long diskBytes,
        int cores,
        int activeTasks,
        int failedTasks,
        int completedTasks,
        int startedTasks,
        long taskMillis,
        long gcMillis,
        long inputBytes,
        long shuffleReadBytes,
        long shuffleWriteBytes,
        long maxOnHeapBytes,
        long maxOffHeapBytes,
        long addedMillis,
        long removedMillis,
        @Nullable String removeReason,
        boolean excluded,
        List<Integer> excludedInStages,
        @Nullable ExecutorMetrics peaks) {
    public String address() {
        return host + ":" + port;
    }
}
