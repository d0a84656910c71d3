// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Task sets that share what one pool gets. Only those that have something to launch are kept in order.
 *
 * <p>Running tasks are counted in two ways: as they are, and as they were when the order was last made, which is what the order goes by
 * until it is made anew.
 */
final class Pool implements Comparable<Pool> {
    private final String name;
    private final SchedulingMode mode;
    private final int minShare;
    private final int weight;
    private final NavigableSet<Turn> ready;
    private int running;
    private int runningWhenOrdered;
    private boolean isPlaced;
    private boolean changed;

    Pool(String name, SchedulingMode mode, int minShare, int weight) {
        this.name = name;
        this.mode = mode;
        this.minShare = minShare;
        this.weight = weight;
        this.ready = new TreeSet<>();
    }

    /** One task set's turn in its pool. */
    static final class Turn implements Comparable<Turn> {
        final TaskSet set;
        final Pool pool;
        private final String name;
        /** Running tasks of the set that the pool has counted. */
        private int running;

        private boolean isReady;
        /** Whether the set has changed since the pool last looked. */
        boolean changed;

        Turn(TaskSet set, Pool pool) {
            this.set = set;
            this.pool = pool;
            this.name = pool.mode == SchedulingMode.FAIR ? set.name() : "";
        }

        @Override
        public int compareTo(Turn other) {
            if (pool.mode == SchedulingMode.FAIR) {
                int order = Integer.compare(running, other.running);
                return order != 0 ? order : name.compareTo(other.name);
            }
            int order = Integer.compare(set.priority(), other.set.priority());
            return order != 0 ? order : Integer.compare(set.stageId(), other.set.stageId());
        }
    }

    String name() {
        return name;
    }

    /** Tasks of its sets that ran when it last looked. */
    int running() {
        return running;
    }

    /** Turns of the sets that had something to launch when it last looked, the next one first. */
    NavigableSet<Turn> ready() {
        return ready;
    }

    /** Looks at a set that changed. @return whether the pool has changed by that and was not known to have */
    boolean update(Turn turn) {
        int runningNow = turn.set.running();
        boolean readyNow = turn.set.isSchedulable();
        boolean moves = mode == SchedulingMode.FAIR && runningNow != turn.running;
        if (turn.isReady && (moves || !readyNow)) {
            ready.remove(turn);
        }
        running += runningNow - turn.running;
        turn.running = runningNow;
        if (readyNow && (moves || !turn.isReady)) {
            ready.add(turn);
        }
        turn.isReady = readyNow;
        boolean news = !changed;
        changed = true;
        return news;
    }

    /** Puts itself into the order of pools anew. */
    void reorder(NavigableSet<Pool> pools) {
        changed = false;
        boolean hasPlace = isPlaced && !ready.isEmpty();
        if (hasPlace && running == runningWhenOrdered) {
            return;
        }
        pools.remove(this);
        runningWhenOrdered = running;
        isPlaced = !ready.isEmpty();
        if (isPlaced) {
            pools.add(this);
        }
    }

    /** Pools below their minimum share first, those that have least of it before others; then those with least for their weight. */
    @Override
    public int compareTo(Pool other) {
        boolean needy = runningWhenOrdered < minShare;
        boolean otherNeedy = other.runningWhenOrdered < other.minShare;
        if (needy != otherNeedy) {
            return needy ? -1 : 1;
        }
        int order = needy
                ? Double.compare(
                        runningWhenOrdered / Math.max(minShare, 1.0),
                        other.runningWhenOrdered / Math.max(other.minShare, 1.0))
                : Double.compare(
                        (double) runningWhenOrdered / weight, (double) other.runningWhenOrdered / other.weight);
        return order != 0 ? order : name.compareTo(other.name);
    }
}
