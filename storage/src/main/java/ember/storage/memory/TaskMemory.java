// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import ember.model.Failures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one task holds of the budget, by the structures that grow in it. A structure that is refused has first made the task's other
 * structures spill. What is left at the end is given back.
 *
 * <p>A structure belongs to the thread that opened it, which is the only one to use it and to make it spill; the task may have several.
 */
public final class TaskMemory implements AutoCloseable {
    /** The most that is asked for beyond what is needed. */
    private static final long AHEAD_BYTES = 64 << 10;

    private final MemoryBudget budget;
    /** Guards the reservations' numbers too. */
    private final List<Reservation> open = new ArrayList<>();

    private long heldBytes;
    private long peakBytes;
    private boolean entered;
    private boolean closed;

    TaskMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** A structure that can move to disk what it holds. */
    @FunctionalInterface
    public interface Spillable {
        /**
         * Moves what it holds to disk if it can, and shrinks its reservation by that. Called on the thread that opened it, never while
         * that thread is inside a call of {@link Reservation#growTo} of the same structure.
         */
        void spill() throws Exception;
    }

    /** Opens a reservation of 0 bytes for a structure of the calling thread. */
    public Reservation reserve(Spillable structure) {
        Reservation reservation = new Reservation(structure, Thread.currentThread());
        synchronized (open) {
            if (closed) {
                throw new IllegalStateException("the task has ended");
            }
            if (!entered) {
                entered = true;
                budget.enter();
            }
            open.add(reservation);
        }
        return reservation;
    }

    /** The most that was held at any time. */
    public long peakBytes() {
        synchronized (open) {
            return peakBytes;
        }
    }

    public long heldBytes() {
        synchronized (open) {
            return heldBytes;
        }
    }

    /** The most that the task may hold, as many tasks as there are now. */
    public long shareBytes() {
        return budget.shareBytes();
    }

    /** What a structure may hold without asking. */
    public long floorBytes() {
        return budget.floorBytes();
    }

    @Override
    public void close() {
        synchronized (open) {
            if (closed) {
                return;
            }
            closed = true;
            if (entered) {
                budget.leave(heldBytes);
            }
            open.clear();
            heldBytes = 0;
        }
    }

    private boolean acquire(Reservation asker, long bytes) {
        if (budget.acquireExecution(heldBytes(), bytes)) {
            return true;
        }
        for (Reservation other : othersOf(asker)) {
            long before = other.bytes();
            spill(other.structure);
            if (other.bytes() < before && budget.acquireExecution(heldBytes(), bytes)) {
                return true;
            }
        }
        return false;
    }

    /** What a structure throws is that of the whole task, whoever asked. */
    private static void spill(Spillable structure) {
        try {
            structure.spill();
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** The largest first. */
    private List<Reservation> othersOf(Reservation asker) {
        List<Reservation> others = new ArrayList<>();
        synchronized (open) {
            for (Reservation other : open) {
                if (other != asker && other.owner == asker.owner && other.bytes > 0) {
                    others.add(other);
                }
            }
        }
        others.sort(Comparator.comparingLong(Reservation::bytes).reversed());
        return others;
    }

    /** False: the task has ended, and nothing is held by it any more. */
    private boolean held(Reservation by, long more) {
        synchronized (open) {
            if (closed) {
                return false;
            }
            by.bytes += more;
            heldBytes += more;
            peakBytes = Math.max(peakBytes, heldBytes);
            return true;
        }
    }

    /** What one structure holds. Used by the thread that opened it. */
    public final class Reservation implements AutoCloseable {
        private final Spillable structure;
        private final Thread owner;
        /** Changed under the lock only; read for every record. */
        private volatile long bytes;

        private Reservation(Spillable structure, Thread owner) {
            this.structure = structure;
            this.owner = owner;
        }

        /** What is held now. */
        public long bytes() {
            return bytes;
        }

        /**
         * Makes the reservation at least this large, if there is room; up to the floor there always is. Other structures of the task may
         * have spilled when it returns.
         *
         * @return false: there is no room, the reservation is as it was, and the structure should spill
         */
        public boolean growTo(long wanted) {
            long more;
            synchronized (open) {
                if (closed) {
                    return false;
                }
                more = wanted - bytes;
            }
            if (more <= 0) {
                return true;
            }
            if (wanted <= budget.floorBytes()) {
                hold(wanted);
                return true;
            }
            if (!acquire(this, more)) {
                return false;
            }
            if (!held(this, more)) {
                budget.releaseExecution(more);
                return false;
            }
            return true;
        }

        /** The same, with a little more if there is room for that, so that it need not be asked for every record. */
        public boolean growAmplyTo(long wanted) {
            return growTo(wanted + Math.min(wanted / 16, AHEAD_BYTES)) || growTo(wanted);
        }

        /** Counts bytes that cannot be done without: they are in memory already, or a single record needs them. */
        public void hold(long wanted) {
            long more = wanted - bytes();
            if (more > 0 && held(this, more)) {
                budget.forceExecution(more);
            }
        }

        /** Gives back what is held beyond {@code kept} bytes. */
        public void shrinkTo(long kept) {
            long less = bytes() - kept;
            if (less > 0 && held(this, -less)) {
                budget.releaseExecution(less);
            }
        }

        /**
         * What is held becomes a map output's, which is the budget's affair from now on: see {@link MemoryBudget#releaseShuffle}.
         *
         * @return how many bytes
         */
        public long handOver() {
            long all = bytes();
            if (!held(this, -all)) {
                throw new IllegalStateException("the task has ended");
            }
            budget.executionToShuffle(all);
            close();
            return all;
        }

        /** Gives everything back. */
        @Override
        public void close() {
            shrinkTo(0);
            synchronized (open) {
                open.remove(this);
            }
        }
    }
}
