// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

import ember.simulator.scenario.CachedRdd;
import ember.simulator.scenario.Scenario.ExecutorModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One life of an executor: what it stores, and whether it can still be reached. An id that returns is another executor. */
final class SimulatedExecutor {
    private final ExecutorModel model;
    private final Map<Long, StoredOutput> outputs = new HashMap<>();
    private final Map<BlockKey, Long> blocks = new LinkedHashMap<>();
    private boolean running = true;
    private boolean reachable = true;
    private long lastBlockMessageNanos;

    SimulatedExecutor(ExecutorModel model) {
        this.model = model;
    }

    private record StoredOutput(int shuffleId, long content) {}

    private record BlockKey(int rddId, int partition) {}

    ExecutorModel model() {
        return model;
    }

    /** Whether its tasks go on. */
    boolean isRunning() {
        return running;
    }

    /** Whether others can read what it stores. */
    boolean isReachable() {
        return reachable;
    }

    /** Everything stops, everything stored is gone. */
    void crash() {
        running = false;
        disconnect();
    }

    /** Nobody can reach it any more, but its tasks go on and report. */
    void disconnect() {
        reachable = false;
        outputs.clear();
        blocks.clear();
    }

    void storeOutput(long writer, int shuffleId, long content) {
        if (reachable) {
            outputs.put(writer, new StoredOutput(shuffleId, content));
        }
    }

    /** What a map task wrote; null: it is not here, or not any more. */
    @Nullable
    Long output(long writer) {
        StoredOutput stored = outputs.get(writer);
        return stored == null ? null : stored.content();
    }

    /** Loses one map output without noticing. */
    void loseOutput(long writer) {
        outputs.remove(writer);
    }

    /** Loses all map outputs without noticing. */
    void loseOutputs() {
        outputs.clear();
    }

    void forgetShuffle(int shuffleId) {
        outputs.values().removeIf(output -> output.shuffleId() == shuffleId);
    }

    void storeBlock(CachedRdd rdd, int partition, long content) {
        blocks.put(new BlockKey(rdd.id(), partition), content);
    }

    @Nullable
    Long block(int rddId, int partition) {
        return blocks.get(new BlockKey(rddId, partition));
    }

    /** @return whether it was there */
    boolean dropBlock(int rddId, int partition) {
        return blocks.remove(new BlockKey(rddId, partition)) != null;
    }

    void dropRdd(int rddId) {
        blocks.keySet().removeIf(key -> key.rddId() == rddId);
    }

    /** When news of a block may arrive that was sent to arrive at a time: never before older news of this executor. */
    long afterOlderBlockNews(long nanos) {
        lastBlockMessageNanos = Math.max(lastBlockMessageNanos, nanos);
        return lastBlockMessageNanos;
    }
}
