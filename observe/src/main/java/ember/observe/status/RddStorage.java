// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.StorageLevel;
import ember.model.event.EngineEvent;
import ember.model.event.RddInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is cached of one RDD, by partition and executor. Guarded by the store's lock. */
final class RddStorage {
    private static final String PREFIX = "rdd_";

    private RddInfo info;
    private final Map<Integer, Map<String, Copy>> copies = new TreeMap<>();
    private long storedBlocks;
    private long lostBlocks;
    private long heldBytes;
    /** Of each executor. */
    private final Map<String, Long> diskBytes = new HashMap<>();

    private long byteMillis;
    private long changedMillis;

    /** A partition on one executor. */
    private record Copy(StorageLevel level, long memoryBytes, long diskBytes) {
        long bytes() {
            return memoryBytes + diskBytes;
        }
    }

    /** What one executor holds of one RDD or of all. */
    record Held(int blocks, long memoryBytes, long offHeapBytes, long diskBytes) {
        static final Held NOTHING = new Held(0, 0, 0, 0);

        private Held plus(Copy copy) {
            long offHeap = copy.level().useOffHeap() ? copy.memoryBytes() : 0;
            return new Held(
                    blocks + 1, memoryBytes + copy.memoryBytes(), offHeapBytes + offHeap, diskBytes + copy.diskBytes());
        }

        Held plus(Held more) {
            return new Held(
                    blocks + more.blocks,
                    memoryBytes + more.memoryBytes,
                    offHeapBytes + more.offHeapBytes,
                    diskBytes + more.diskBytes);
        }
    }

    RddStorage(RddInfo info) {
        this.info = info;
    }

    /** The RDD of a block; -1: it is no partition of one. */
    static int rddOf(String blockName) {
        int end = blockName.indexOf('_', PREFIX.length());
        return blockName.startsWith(PREFIX) && end > 0 ? number(blockName.substring(PREFIX.length(), end)) : -1;
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Name and level may change while it is used. */
    void describe(RddInfo latest) {
        info = latest;
    }

    void update(EngineEvent.BlockUpdated event, long nowMillis) {
        pass(nowMillis);
        int partition = number(event.blockName().substring(event.blockName().lastIndexOf('_') + 1));
        StorageLevel level = event.level();
        if (level.useMemory() || level.useDisk()) {
            Copy now = new Copy(
                    level, level.useMemory() ? event.memoryBytes() : 0, level.useDisk() ? event.diskBytes() : 0);
            Copy before = copies.computeIfAbsent(partition, key -> new LinkedHashMap<>())
                    .put(event.executor(), now);
            storedBlocks += before == null ? 1 : 0;
            heldBytes += now.bytes() - (before == null ? 0 : before.bytes());
            diskBytes.merge(event.executor(), now.diskBytes() - (before == null ? 0 : before.diskBytes()), Long::sum);
            return;
        }
        lose(partition, event.executor());
        copies.values().removeIf(Map::isEmpty);
    }

    private void lose(int partition, String executor) {
        Map<String, Copy> left = copies.get(partition);
        Copy gone = left == null ? null : left.remove(executor);
        if (gone != null) {
            lostBlocks++;
            heldBytes -= gone.bytes();
            diskBytes.merge(executor, -gone.diskBytes(), Long::sum);
        }
    }

    void executorRemoved(String executor, long nowMillis) {
        pass(nowMillis);
        for (Integer partition : copies.keySet()) {
            lose(partition, executor);
        }
        copies.values().removeIf(Map::isEmpty);
    }

    private void pass(long nowMillis) {
        byteMillis += heldBytes * Math.max(0, nowMillis - changedMillis);
        changedMillis = nowMillis;
    }

    CacheHistory history(long nowMillis, boolean unpersisted) {
        pass(nowMillis);
        return new CacheHistory(info, storedBlocks, lostBlocks, byteMillis, unpersisted);
    }

    long diskBytes(String executor) {
        return diskBytes.getOrDefault(executor, 0L);
    }

    Map<String, Held> byExecutor() {
        Map<String, Held> held = new LinkedHashMap<>();
        copies.values()
                .forEach(on -> on.forEach((executor, copy) -> held.put(
                        executor, held.getOrDefault(executor, Held.NOTHING).plus(copy))));
        return held;
    }

    /** Null: nothing of it is cached. */
    @Nullable
    RddView view(Map<String, ExecutorView> executors) {
        if (copies.isEmpty()) {
            return null;
        }
        List<RddView.Block> blocks = new ArrayList<>();
        copies.forEach((partition, on) -> blocks.add(block(partition, on)));
        List<RddView.Share> shares = new ArrayList<>();
        byExecutor().forEach((id, held) -> {
            ExecutorView executor = executors.get(id);
            if (executor != null) {
                shares.add(new RddView.Share(executor, held.memoryBytes(), held.offHeapBytes(), held.diskBytes()));
            }
        });
        return new RddView(info, blocks, shares);
    }

    private RddView.Block block(int partition, Map<String, Copy> on) {
        long memory = 0;
        long disk = 0;
        boolean offHeap = false;
        boolean deserialized = false;
        for (Copy copy : on.values()) {
            memory += copy.memoryBytes();
            disk += copy.diskBytes();
            offHeap |= copy.level().useOffHeap();
            deserialized |= copy.level().deserialized();
        }
        StorageLevel level = new StorageLevel(disk > 0, memory > 0, offHeap, deserialized, on.size());
        return new RddView.Block(PREFIX + info.id() + "_" + partition, level, memory, disk, List.copyOf(on.keySet()));
    }
}
