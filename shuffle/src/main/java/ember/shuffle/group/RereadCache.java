// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.storage.memory.TaskMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory for values on disk that are read again, as those of one side of a join are once for each value of the other. They are let go
 * of with their group. It takes no more than half of what there is, so that as much is left for what is made of the values.
 */
final class RereadCache {
    private final TaskMemory memory;
    private final Thread owner = Thread.currentThread();
    private final List<StoredValues> kept = new ArrayList<>();
    private TaskMemory.@Nullable Reservation reservation;
    private long keptBytes;
    private volatile boolean closed;

    RereadCache(TaskMemory memory) {
        this.memory = memory;
    }

    /** Whether the calling thread may keep anything: memory belongs to the thread that asks for it, and to a task. */
    boolean isOpen() {
        return !closed && Thread.currentThread() == owner;
    }

    /** Whether there is room for so many bytes more; then they may be in memory until {@link #keep} or {@link #refuse}. */
    boolean hasRoom(long moreBytes) {
        TaskMemory.Reservation held = reservation;
        if (held == null) {
            // It does not spill: what it holds is bounded, and reading it from disk each time costs more than anything
            // else would.
            held = memory.reserve(() -> {});
            reservation = held;
        }
        return held.growTo(2 * (keptBytes + moreBytes));
    }

    void keep(StoredValues values, long bytes) {
        kept.add(values);
        keptBytes += bytes;
        settle();
    }

    void refuse() {
        settle();
    }

    private void settle() {
        if (reservation != null) {
            reservation.shrinkTo(keptBytes);
        }
    }

    /** Lets go of everything: the group has been read. */
    void clear() {
        if (reservation != null) {
            kept.forEach(StoredValues::forget);
            kept.clear();
            keptBytes = 0;
            reservation.close();
            reservation = null;
        }
    }

    /** Keeps nothing any more: there are no more groups, or the task has ended. */
    void close() {
        closed = true;
        clear();
    }
}
