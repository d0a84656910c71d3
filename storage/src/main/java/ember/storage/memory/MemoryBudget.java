// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that data may take in memory, shared by all executors of a context. Safe for use by many threads. */
public final class MemoryBudget {
    private final long maxBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    /** @param maxBytes at least 0 */
    public MemoryBudget(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must be >= 0, was " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    /** Takes the bytes if they are free, all or none. */
    public boolean tryAcquire(long bytes) {
        while (true) {
            long used = usedBytes.get();
            if (bytes > maxBytes - used) {
                return false;
            }
            if (usedBytes.compareAndSet(used, used + bytes)) {
                return true;
            }
        }
    }

    /** Gives back bytes that were acquired. */
    public void release(long bytes) {
        if (usedBytes.addAndGet(-bytes) < 0) {
            throw new IllegalStateException("released more than was acquired: " + bytes);
        }
    }

    public long maxBytes() {
        return maxBytes;
    }

    public long usedBytes() {
        return usedBytes.get();
    }
}
