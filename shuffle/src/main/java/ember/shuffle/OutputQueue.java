// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outputs that are in memory, the oldest first, and how many of them are on their way to disk. Safe for use by many threads. */
final class OutputQueue {
    // All guarded by this.
    private final Set<StoredOutput> inMemory = new LinkedHashSet<>();
    private int moving;

    synchronized void add(StoredOutput output) {
        inMemory.add(output);
    }

    synchronized void remove(StoredOutput output) {
        inMemory.remove(output);
    }

    /** Takes out the oldest for the caller to move, who then calls {@link #moved}; null: there is none. */
    synchronized @Nullable StoredOutput take() {
        Iterator<StoredOutput> oldest = inMemory.iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        StoredOutput output = oldest.next();
        oldest.remove();
        moving++;
        return output;
    }

    synchronized void moved() {
        moving--;
        notifyAll();
    }

    /** Waits until one that others are moving has been moved; false: there is none. */
    @SuppressWarnings("WaitNotInLoop") // The caller looks again whatever woke it.
    synchronized boolean awaitOneMoved() {
        if (moving == 0) {
            return false;
        }
        try {
            wait();
            return true;
        } catch (InterruptedException e) {
            // The task is being killed: it finds out by itself.
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
