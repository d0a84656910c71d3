// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one task holds of blocks: those that it reads stay where they are, and what it unrolled in vain stays counted, until it has read
 * them to the end, or until it ends. Safe for use by many threads.
 */
public final class BlockLocks implements AutoCloseable {
    /** Guards all that is below. */
    private final Set<Hold> held = new HashSet<>();

    private boolean closed;

    /** One thing that is held. */
    final class Hold {
        private @Nullable Runnable onRelease;

        private Hold(Runnable onRelease) {
            this.onRelease = onRelease;
        }

        /** Lets go; further calls do nothing. */
        void release() {
            Runnable action;
            synchronized (held) {
                action = onRelease;
                onRelease = null;
                held.remove(this);
            }
            if (action != null) {
                action.run();
            }
        }
    }

    /** Has {@code onRelease} run once: when the caller says so, or else at the task's end. A task that has ended holds nothing. */
    Hold hold(Runnable onRelease) {
        Hold hold = new Hold(onRelease);
        boolean tooLate;
        synchronized (held) {
            tooLate = closed;
            held.add(hold);
        }
        if (tooLate) {
            hold.release();
        }
        return hold;
    }

    /** Lets go of everything: the task has ended. */
    @Override
    public void close() {
        List<Hold> left;
        synchronized (held) {
            closed = true;
            left = List.copyOf(held);
        }
        left.forEach(Hold::release);
    }
}
