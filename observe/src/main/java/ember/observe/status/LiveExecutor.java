// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.EngineEvent;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** An executor, its running tasks, and what it stores. Guarded by the store's lock. */
class LiveExecutor {
    private final String executor;
    private final String host;
    private final int cores;
    private final Map<String, Long> memoryBytesByBlock = new HashMap<>();
    private long storedBytes;
    int runningTasks;

    LiveExecutor(EngineEvent.ExecutorAdded event) {
        this.executor = event.executor();
        this.host = event.host();
        this.cores = event.cores();
    }

    void blockUpdated(EngineEvent.BlockUpdated event) {
        // What left memory says what it took there.
        boolean inMemory = event.level().useMemory();
        Long before = inMemory
                ? memoryBytesByBlock.put(event.blockName(), event.memoryBytes())
                : memoryBytesByBlock.remove(event.blockName());
        long now = inMemory ? event.memoryBytes() : 0;
        storedBytes += now - (before == null ? 0 : before);
    }

    void dropBlocksOfRdd(int rddId) {
        String prefix = "rdd_" + rddId + "_";
        Iterator<Map.Entry<String, Long>> blocks = memoryBytesByBlock.entrySet().iterator();
        while (blocks.hasNext()) {
            Map.Entry<String, Long> block = blocks.next();
            if (block.getKey().startsWith(prefix)) {
                storedBytes -= block.getValue();
                blocks.remove();
            }
        }
    }

    void taskStarted() {
        runningTasks++;
    }

    void taskEnded(EngineEvent.TaskEnded event) {
        runningTasks--;
    }

    final String executor() {
        return executor;
    }

    final String host() {
        return host;
    }

    final int cores() {
        return cores;
    }

    final long storedBytes() {
        return storedBytes;
    }

    final ExecutorStatus status() {
        return new ExecutorStatus(executor, host, cores, runningTasks, storedBytes);
    }
}
