// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.listen.ListenerBus;
import ember.executor.Executor;
import ember.executor.Isolation;
import ember.executor.Peers;
import ember.executor.Space;
import ember.executor.TaskReports;
import ember.model.BlockId;
import ember.model.MapOutput;
import ember.model.event.EngineEvent;
import ember.rdd.JobRunner.CachedSize;
import ember.rdd.Rdd;
import ember.scheduler.event.SchedulerEvent;
import ember.shuffle.Segment;
import ember.storage.BlockLocks;
import ember.storage.BlockStatus;
import ember.storage.BlockStore;
import ember.storage.memory.MemoryBudget;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The executors of a context that are alive, by id, and what they store together. Safe for use by many threads. */
final class Executors implements Peers {
    static final String HOST = "localhost";
    private static final long STOP_WAIT_MILLIS = 10_000;

    private final Map<String, Executor> alive = new ConcurrentHashMap<>();
    private final Isolation isolation;
    private final EnginePorts ports;
    private final Space space;

    Executors(Isolation isolation, EnginePorts ports, Space space) {
        this.isolation = isolation;
        this.ports = ports;
        this.space = space;
    }

    /** What tells listeners and the scheduler how far tasks have come, once it is started. */
    Heartbeats heartbeats(long intervalNanos, Consumer<SchedulerEvent> post, ListenerBus bus) {
        return new Heartbeats(alive.values(), intervalNanos, post, bus, space);
    }

    /** Makes an executor, in place of one of the same id; the scheduler is told by the caller. */
    void add(String id, int slots, TaskReports reports, Consumer<SchedulerEvent> post) {
        lose(id, "replaced by another executor of its name");
        BlockStore blocks = new BlockStore(
                space.memory(),
                space.offHeap(),
                isolation.data(),
                space.files(),
                space.disk().cached(),
                new BlockReports(id, post),
                space.logsInfo());
        alive.put(
                id,
                new Executor(
                        id, HOST, slots, blocks, space, isolation, ports.failures(), reports, ports.taskScope(), this));
    }

    /**
     * Ends an executor with all that it stores.
     *
     * @return whether there was one
     */
    boolean lose(String id, String reason) {
        Executor executor = alive.remove(id);
        if (executor == null) {
            return false;
        }
        executor.close(reason);
        return true;
    }

    @Nullable
    Executor get(String id) {
        return alive.get(id);
    }

    @Override
    public @Nullable Segment segment(MapOutput output, int reducePartition) {
        Executor executor = alive.get(output.executor());
        return executor == null ? null : executor.segment(output, reducePartition);
    }

    @Override
    public boolean isThere(MapOutput output) {
        Executor executor = alive.get(output.executor());
        return executor != null
                && executor.shuffles().isThere(output.shuffleId(), output.mapPartition(), output.writer());
    }

    @Override
    public void drop(MapOutput output) {
        Executor executor = alive.get(output.executor());
        if (executor != null) {
            executor.shuffles().removeOutput(output.shuffleId(), output.mapPartition(), output.writer());
        }
    }

    @Override
    public <T> @Nullable Iterator<T> block(BlockId block, String asking, BlockLocks locks) throws Exception {
        for (Executor executor : alive.values()) {
            Iterator<T> found =
                    executor.id().equals(asking) ? null : executor.blocks().find(block, locks);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    void dropMapOutput(int shuffleId, int mapPartition, long writer) {
        for (Executor executor : alive.values()) {
            executor.shuffles().removeOutput(shuffleId, mapPartition, writer);
        }
    }

    void dropShuffle(int shuffleId) {
        for (Executor executor : alive.values()) {
            executor.shuffles().removeShuffle(shuffleId);
        }
    }

    void dropBlocks(int rddId) {
        for (Executor executor : alive.values()) {
            executor.blocks().removeRdd(rddId);
        }
    }

    CachedSize cachedSize(Rdd<?> rdd) {
        int partitions = 0;
        long memoryBytes = 0;
        long diskBytes = 0;
        for (Executor executor : alive.values()) {
            for (int i = 0; i < rdd.numPartitions(); i++) {
                BlockStatus there = executor.blocks().status(new BlockId.RddBlock(rdd.id(), i));
                partitions += there.level().isValid() ? 1 : 0;
                memoryBytes += there.memoryBytes();
                diskBytes += there.diskBytes();
            }
        }
        return new CachedSize(partitions, memoryBytes, diskBytes);
    }

    /** What an executor can store; its blocks need no port. */
    EngineEvent.BlockManagerAdded blockManagerAdded(String id, long timeMillis) {
        return new EngineEvent.BlockManagerAdded(
                id, HOST, 0, space.memory().maxStorageBytes(), space.offHeap().maxStorageBytes(), timeMillis);
    }

    /** By executor; all share one budget in the heap and one outside, so each has what is left of both. */
    Map<String, StorageRoom> storageRooms() {
        MemoryBudget heap = space.memory();
        MemoryBudget offHeap = space.offHeap();
        StorageRoom room = new StorageRoom(
                heap.maxStorageBytes() + offHeap.maxStorageBytes(),
                Math.max(0, heap.maxStorageBytes() - heap.storageBytes())
                        + Math.max(0, offHeap.maxStorageBytes() - offHeap.storageBytes()));
        Map<String, StorageRoom> rooms = new TreeMap<>();
        for (String executor : alive.keySet()) {
            rooms.put(executor, room);
        }
        return rooms;
    }

    /** The indices of the partitions that no executor has stored. */
    int[] uncachedPartitions(Rdd<?> rdd) {
        return IntStream.range(0, rdd.numPartitions())
                .filter(partition -> !isCached(new BlockId.RddBlock(rdd.id(), partition)))
                .toArray();
    }

    private boolean isCached(BlockId block) {
        for (Executor executor : alive.values()) {
            if (executor.blocks().status(block).level().isValid()) {
                return true;
            }
        }
        return false;
    }

    /** Ends all executors and waits for their threads, up to a limit for tasks that do not heed an interrupt. */
    void stop(String reason) throws InterruptedException {
        List<Executor> all = List.copyOf(alive.values());
        alive.clear();
        for (Executor executor : all) {
            executor.close(reason);
        }
        long deadlineNanos = System.nanoTime() + STOP_WAIT_MILLIS * 1_000_000;
        for (Executor executor : all) {
            if (!executor.awaitEnd(deadlineNanos)) {
                LoggerFactory.getLogger("SparkContext")
                        .warn(
                                "A task of executor {} did not end within {} ms of being interrupted",
                                executor.id(),
                                STOP_WAIT_MILLIS);
            }
        }
    }
}
