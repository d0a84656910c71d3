// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The bytes that the data of one context may take in memory, as Spark's unified memory manager shares them out: among tasks that
 * work (execution), map outputs that wait to be read (shuffle) and cached blocks (storage).
 *
 * <ul>
 *   <li>Anyone may take what is free.
 *   <li>Map outputs give way to both others, by moving to disk.
 *   <li>Execution may drive cached blocks out down to their protected share; it gives way to no one.
 *   <li>Of {@code n} tasks that hold memory, each may hold at most one n-th of what execution can have; one that holds less than half
 *       of that waits a while for the others before it is refused.
 * </ul>
 *
 * <p>Sizes are estimates of {@link SizeEstimator}. Every structure may hold a small floor, so that it need not spill record by record;
 * floors and single records that are larger than what is left are counted, although they make the sum exceed the budget.
 *
 * <p>Safe for use by many threads. Nobody is called while the budget's lock is held.
 *
 * <p>Source of the rules: {@code spark.memory.fraction}, {@code spark.memory.storageFraction}.
 */
public final class MemoryBudget {
    /** How long a task with less than its share waits for others to give memory back. */
    private static final long PATIENCE_MILLIS = 100;

    private static final long MAX_FLOOR_BYTES = 1L << 20;
    private static final long MIN_FLOOR_BYTES = 8L << 10;

    /** Structures that can be open at once without their floors exceeding the budget, if the budget is not tiny. */
    private static final int FLOORS = 64;

    private final long maxBytes;
    private final long protectedStorageBytes;
    private final List<Keeper> shuffleKeepers = new CopyOnWriteArrayList<>();
    private final List<Keeper> storageKeepers = new CopyOnWriteArrayList<>();

    // All guarded by this.
    private long executionBytes;
    private long shuffleBytes;
    private long storageBytes;
    private int tasks;

    /** Who keeps data in memory that can be had otherwise. */
    @FunctionalInterface
    public interface Keeper {
        /**
         * Gives memory back to the budget, by moving data to disk or dropping it.
         *
         * @param bytes how much is needed
         * @return how much was given back, 0 if there is nothing left to give; may be more or less than was asked for
         */
        long reclaim(long bytes);
    }

    /**
     * @param maxBytes at least 0
     * @param protectedStorageBytes what cached blocks may keep however much tasks need; in [0, maxBytes]
     */
    public MemoryBudget(long maxBytes, long protectedStorageBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must be >= 0, was " + maxBytes);
        }
        if (protectedStorageBytes < 0 || protectedStorageBytes > maxBytes) {
            throw new IllegalArgumentException(
                    "protectedStorageBytes must be in [0, " + maxBytes + "], was " + protectedStorageBytes);
        }
        this.maxBytes = maxBytes;
        this.protectedStorageBytes = protectedStorageBytes;
    }

    /** Adds who keeps map outputs in memory. */
    public void addShuffleKeeper(Keeper keeper) {
        shuffleKeepers.add(keeper);
    }

    /** Adds who keeps cached blocks in memory. */
    public void addStorageKeeper(Keeper keeper) {
        storageKeepers.add(keeper);
    }

    /** A keeper has ended and holds nothing more. */
    public void removeKeeper(Keeper keeper) {
        shuffleKeepers.remove(keeper);
        storageKeepers.remove(keeper);
    }

    /** What a task may hold; close it at the task's end. */
    public TaskMemory newTask() {
        return new TaskMemory(this);
    }

    public long maxBytes() {
        return maxBytes;
    }

    /** What cached blocks keep however much tasks need. */
    public long protectedStorageBytes() {
        return protectedStorageBytes;
    }

    public synchronized long usedBytes() {
        return executionBytes + shuffleBytes + storageBytes;
    }

    /** What tasks hold. */
    public synchronized long executionBytes() {
        return executionBytes;
    }

    /** What map outputs in memory take. */
    public synchronized long shuffleBytes() {
        return shuffleBytes;
    }

    /** What cached blocks take. */
    public synchronized long storageBytes() {
        return storageBytes;
    }

    /** What nobody holds, at least 0. */
    public synchronized long freeBytes() {
        return Math.max(0, maxBytes - executionBytes - shuffleBytes - storageBytes);
    }

    /** What cached blocks could take at most now, if all that gives way to them did. */
    public synchronized long maxStorageBytes() {
        return Math.max(0, maxBytes - executionBytes);
    }

    /** The most that each of the tasks that there are now may hold. */
    public synchronized long shareBytes() {
        return maxExecutionBytes() / Math.max(1, tasks);
    }

    /** What any structure may hold without asking. */
    public long floorBytes() {
        return Math.min(MAX_FLOOR_BYTES, Math.max(MIN_FLOOR_BYTES, maxBytes / FLOORS));
    }

    // Cached blocks.

    /** Takes bytes for cached blocks if they are free or map outputs can give way, all or none; evicts no block. */
    public boolean tryAcquireStorage(long bytes) {
        while (true) {
            long missing;
            synchronized (this) {
                missing = bytes - freeBytes();
                if (missing <= 0) {
                    storageBytes += bytes;
                    return true;
                }
                if (missing > shuffleBytes) {
                    return false;
                }
            }
            if (reclaim(shuffleKeepers, missing) == 0) {
                return false;
            }
        }
    }

    /** Cached blocks give back bytes that were acquired. */
    public synchronized void releaseStorage(long bytes) {
        storageBytes = less(storageBytes, bytes);
        notifyAll();
    }

    // Map outputs.

    /** What a task held is kept as a map output from now on. */
    synchronized void executionToShuffle(long bytes) {
        executionBytes = less(executionBytes, bytes);
        shuffleBytes += bytes;
        notifyAll();
    }

    /** Map outputs give back bytes: they were dropped or moved to disk. */
    public synchronized void releaseShuffle(long bytes) {
        shuffleBytes = less(shuffleBytes, bytes);
        notifyAll();
    }

    // Tasks; called by their TaskMemory.

    synchronized void enter() {
        tasks++;
    }

    synchronized void leave(long heldBytes) {
        tasks--;
        executionBytes = less(executionBytes, heldBytes);
        notifyAll();
    }

    /** Counts bytes that are there already, whether they fit or not. */
    synchronized void forceExecution(long bytes) {
        executionBytes += bytes;
    }

    synchronized void releaseExecution(long bytes) {
        executionBytes = less(executionBytes, bytes);
        notifyAll();
    }

    /** Takes bytes for a task that holds {@code heldBytes}, all or none, with what others can give up. */
    boolean acquireExecution(long heldBytes, long bytes) {
        long deadlineNanos = 0;
        while (true) {
            long missing;
            long fromStorage;
            synchronized (this) {
                if (heldBytes + bytes > maxExecutionBytes() / tasks) {
                    return false;
                }
                missing = bytes - freeBytes();
                if (missing <= 0) {
                    executionBytes += bytes;
                    return true;
                }
                fromStorage = Math.max(0, storageBytes - protectedStorageBytes);
            }
            if (reclaim(shuffleKeepers, missing) > 0
                    || (fromStorage > 0 && reclaim(storageKeepers, Math.min(missing, fromStorage)) > 0)) {
                continue;
            }
            if (deadlineNanos == 0) {
                deadlineNanos = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            }
            if (!othersGaveBack(heldBytes + bytes, deadlineNanos)) {
                return false;
            }
        }
    }

    /** Waits for memory if the task is entitled to it; false: it is not, or the time is over. */
    @SuppressWarnings("WaitNotInLoop") // The caller looks again and comes back, until its time is over.
    private synchronized boolean othersGaveBack(long wantedBytes, long deadlineNanos) {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (tasks == 1 || wantedBytes > maxExecutionBytes() / (2L * tasks) || leftNanos <= 0) {
            return false;
        }
        try {
            wait(leftNanos / 1_000_000, (int) (leftNanos % 1_000_000));
            return true;
        } catch (InterruptedException e) {
            // The task is being killed: it finds out by itself.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What tasks could have if all gave way to them. */
    private long maxExecutionBytes() {
        return maxBytes - Math.min(storageBytes, protectedStorageBytes);
    }

    private static long reclaim(List<Keeper> keepers, long bytes) {
        long given = 0;
        for (Keeper keeper : keepers) {
            if (given < bytes) {
                given += keeper.reclaim(bytes - given);
            }
        }
        return given;
    }

    private static long less(long held, long bytes) {
        if (bytes > held) {
            throw new IllegalStateException("released " + bytes + " bytes, but only " + held + " are held");
        }
        return held - bytes;
    }
}
