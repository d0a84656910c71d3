// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The order in which task sets are served.
 *
 * <p>In FIFO mode there is one pool without a name, and no job can choose. In FAIR mode the pools share the slots by need, and each
 * serves its own sets in its own mode. The order is that of the beginning of a round: what a round launches counts in the next one.
 * Only what changed is put in order again, and only sets that have something to launch are in it.
 */
final class Pools {
    private static final String LOGGER = "FairSchedulableBuilder";
    private static final String ONLY = "";
    private static final int DEFAULT_MIN_SHARE = 0;
    private static final int DEFAULT_WEIGHT = 1;

    private final boolean isFair;
    private final Outbox outbox;
    private final Map<String, Pool> byName = new LinkedHashMap<>();
    /** Those that have a set with something to launch. */
    private final NavigableSet<Pool> inOrder = new TreeSet<>();

    private final List<Pool.Turn> changedTurns = new ArrayList<>();
    private final List<Pool> changedPools = new ArrayList<>();

    Pools(PoolSettings settings, Outbox outbox) {
        this.isFair = settings.mode() == SchedulingMode.FAIR;
        this.outbox = outbox;
        if (!isFair) {
            create(ONLY, SchedulingMode.FIFO, DEFAULT_MIN_SHARE, DEFAULT_WEIGHT);
            return;
        }
        for (PoolSettings.Pool pool : settings.pools()) {
            create(pool.name(), pool.mode(), pool.minShare(), pool.weight());
        }
        if (!byName.containsKey(PoolSettings.DEFAULT_POOL)) {
            create(PoolSettings.DEFAULT_POOL, SchedulingMode.FIFO, DEFAULT_MIN_SHARE, DEFAULT_WEIGHT);
        }
    }

    private Pool create(String name, SchedulingMode mode, int minShare, int weight) {
        Pool pool = new Pool(name, mode, minShare, weight);
        byName.put(name, pool);
        return pool;
    }

    void add(TaskSet set) {
        Pool pool = poolFor(set);
        set.enter(new Pool.Turn(set, pool));
        changed(set);
        if (isFair && outbox.logs(LogLevel.INFO)) {
            outbox.log(LogLevel.INFO, LOGGER, "Added task set " + set.name() + " tasks to pool " + pool.name());
        }
    }

    private Pool poolFor(TaskSet set) {
        String name =
                isFair ? set.properties().getOrDefault(PoolSettings.POOL_PROPERTY, PoolSettings.DEFAULT_POOL) : ONLY;
        Pool known = byName.get(name);
        if (known != null) {
            return known;
        }
        outbox.log(
                LogLevel.WARN,
                LOGGER,
                "A job was submitted with scheduler pool " + name
                        + ", which has not been configured. This can happen when the"
                        + " file that pools are read from isn't set, or when that file doesn't contain " + name
                        + ". Created " + name + " with default configuration (schedulingMode: " + SchedulingMode.FIFO
                        + ", minShare: " + DEFAULT_MIN_SHARE + ", weight: " + DEFAULT_WEIGHT);
        return create(name, SchedulingMode.FIFO, DEFAULT_MIN_SHARE, DEFAULT_WEIGHT);
    }

    /** A set's running tasks, or whether it has something to launch, changed: it counts from the next round on. */
    void changed(TaskSet set) {
        Pool.Turn turn = set.turn();
        if (!turn.changed) {
            turn.changed = true;
            changedTurns.add(turn);
        }
    }

    /** The pools that have sets with something to launch, the next to be served first. */
    NavigableSet<Pool> inOrder() {
        bringUpToDate();
        return inOrder;
    }

    private void bringUpToDate() {
        for (int i = 0; i < changedTurns.size(); i++) {
            Pool.Turn turn = changedTurns.get(i);
            turn.changed = false;
            if (turn.pool.update(turn)) {
                changedPools.add(turn.pool);
            }
        }
        changedTurns.clear();
        for (int i = 0; i < changedPools.size(); i++) {
            changedPools.get(i).reorder(inOrder);
        }
        changedPools.clear();
    }

    /** @throws IllegalStateException if a pool does not agree with the sets that there are */
    void checkInvariants(List<TaskSet> sets) {
        bringUpToDate();
        Map<Pool, Integer> running = new LinkedHashMap<>();
        int ready = 0;
        for (TaskSet set : sets) {
            running.merge(set.turn().pool, set.running(), Integer::sum);
            ready += set.isSchedulable() ? 1 : 0;
        }
        int inPools = 0;
        for (Pool pool : byName.values()) {
            @Nullable Integer expected = running.get(pool);
            inPools += pool.ready().size();
            if (pool.running() != (expected == null ? 0 : expected)) {
                throw new IllegalStateException(
                        "pool " + pool.name() + " counts " + pool.running() + " running tasks, not " + expected);
            }
            if (pool.ready().isEmpty() == inOrder.contains(pool)) {
                throw new IllegalStateException("pool " + pool.name() + " is in order, or not, against its sets");
            }
        }
        if (inPools != ready) {
            throw new IllegalStateException(ready + " sets have something to launch, " + inPools + " are in order");
        }
    }
}
