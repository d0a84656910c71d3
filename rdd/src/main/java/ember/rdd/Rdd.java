// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.CallSite;
import ember.model.StorageLevel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable collection in partitions that can be computed again from its lineage.
 *
 * <p>Subclasses describe one kind of operator each. They live in the driver only: a task asks them to {@link #compute} with a
 * {@link TaskContext} that holds its own copies of {@link #closures}, so an RDD is never serialised.
 *
 * <p>Partitions and dependencies are found once, on the thread that first asks; storage level and name may change under the RDD's
 * own lock. Lineages may be 100,000 steps long: nothing here may recurse over parents.
 */
public abstract class Rdd<T> {
    private final Object lock = new Object();
    private final JobRunner runner;
    private final int id;
    private final CallSite callSite;
    private @Nullable String name;
    private StorageLevel storageLevel = StorageLevel.NONE;
    private volatile @Nullable List<? extends Partition> partitions;
    private volatile @Nullable Determinism determinism;
    private volatile @Nullable Determinism repeatability;
    private volatile @Nullable Boolean barrier;

    protected Rdd(JobRunner runner) {
        this.runner = runner;
        this.id = runner.newRddId();
        this.callSite = runner.callSite();
    }

    public final JobRunner runner() {
        return runner;
    }

    /** Counted from 0 in the context, in the order of construction. */
    public final int id() {
        return id;
    }

    public final CallSite callSite() {
        return callSite;
    }

    /** The class name that users of Spark know this operator by, such as {@code MapPartitionsRDD}. */
    public abstract String kind();

    /** The edges to the parents, always the same list. */
    public abstract List<Dependency> dependencies();

    /** How keys are placed, if that is known. */
    public @Nullable Partitioner partitioner() {
        return null;
    }

    /**
     * Hosts or executors where the partition's data is, as {@link ember.model.TaskLocation} writes them; empty: it has none of its own,
     * so where a narrow parent's is.
     *
     * @param shuffles where shuffled data lies now
     */
    public List<String> preferredLocations(Partition partition, ShuffleLocations shuffles) {
        return List.of();
    }

    /** Lists the partitions. Called once; may run the user's code and throw what it throws. */
    protected abstract List<? extends Partition> listPartitions();

    /**
     * The elements of a partition, computed. Tasks call {@link TaskContext#read}, which looks into the cache first.
     *
     * @param partition one of {@link #partitions}
     */
    public abstract Iterator<T> compute(Partition partition, TaskContext context) throws Exception;

    /** The user's functions and values that a task must have its own copy of, to be had by {@link TaskContext#closure}. */
    public List<Object> closures() {
        return List.of();
    }

    /** The RDD that lists the partitions of this one: itself, or an ancestor whose list serves for both. */
    protected Rdd<?> partitionOwner() {
        return this;
    }

    /** The RDDs whose partitions {@link #listPartitions} asks for: they are listed before, so that it need not wait for a long line. */
    protected List<? extends Rdd<?>> partitionSources() {
        return List.of();
    }

    /**
     * The partitions, listed at the first call.
     *
     * @throws IllegalArgumentException if the index of one is not its position
     */
    public final List<? extends Partition> partitions() {
        Rdd<?> owner = partitionOwner();
        List<? extends Partition> known = owner.partitions;
        return known != null ? known : owner.listAfterSources();
    }

    private List<? extends Partition> listAfterSources() {
        Deque<Rdd<?>> unlisted = new ArrayDeque<>();
        unlisted.push(this);
        while (true) {
            Rdd<?> next = unlisted.element();
            boolean ready = true;
            for (Rdd<?> source : next.partitionSources()) {
                Rdd<?> owner = source.partitionOwner();
                if (owner.partitions == null) {
                    unlisted.push(owner);
                    ready = false;
                }
            }
            if (ready) {
                List<? extends Partition> listed = next.listOnce();
                unlisted.pop();
                if (unlisted.isEmpty()) {
                    return listed;
                }
            }
        }
    }

    private List<? extends Partition> listOnce() {
        synchronized (lock) {
            List<? extends Partition> known = partitions;
            if (known == null) {
                known = List.copyOf(listPartitions());
                for (int i = 0; i < known.size(); i++) {
                    int index = known.get(i).index();
                    if (index != i) {
                        throw new IllegalArgumentException("requirement failed: partitions(" + i + ").partition == "
                                + index + ", but it should equal " + i);
                    }
                }
                partitions = known;
            }
            return known;
        }
    }

    /** How alike Spark says two computations of this RDD are. */
    public final Determinism determinism() {
        Determinism known = determinism;
        return known == null ? Determinism.of(this) : known;
    }

    final @Nullable Determinism knownDeterminism() {
        return determinism;
    }

    /** How alike two computations of this RDD are here: at least as much as in Spark. */
    public final Determinism repeatability() {
        if (repeatability == null) {
            Determinism.of(this);
        }
        Determinism known = repeatability;
        return known == null ? Determinism.INDETERMINATE : known;
    }

    final void determinismIs(Determinism level, Determinism here) {
        repeatability = here;
        determinism = level;
    }

    /** Whether the order of the parent's elements decides what this RDD's elements are. */
    public boolean isOrderSensitive() {
        return false;
    }

    /** Whether it hands on what it reads of a shuffle as it was written, in the order of the map partitions. */
    public boolean keepsShuffleOrder() {
        return false;
    }

    /** Whether this RDD itself asks for all its tasks to run at once. */
    protected boolean startsBarrier() {
        return false;
    }

    /** Whether its tasks must all run at once: because it asks for that, or an RDD behind narrow dependencies does. */
    public final boolean isBarrier() {
        Boolean known = barrier;
        return known == null ? Barriers.reach(this) : known;
    }

    final @Nullable Boolean knownBarrier() {
        return barrier;
    }

    final void barrierIs(boolean known) {
        barrier = known;
    }

    public final int numPartitions() {
        return partitions().size();
    }

    public final @Nullable String name() {
        synchronized (lock) {
            return name;
        }
    }

    public final void setName(@Nullable String name) {
        synchronized (lock) {
            this.name = name;
        }
    }

    public final StorageLevel storageLevel() {
        synchronized (lock) {
            return storageLevel;
        }
    }

    /**
     * Asks for partitions to be kept at {@code level} once they have been computed.
     *
     * @throws UnsupportedOperationException if another level was set before
     */
    public final void persist(StorageLevel level) {
        synchronized (lock) {
            if (!storageLevel.equals(StorageLevel.NONE) && !storageLevel.equals(level)) {
                throw new UnsupportedOperationException(
                        "Cannot change storage level of an RDD after it was already assigned a level");
            }
            storageLevel = level;
        }
        runner.persisted(this);
    }

    /**
     * Gives cached partitions up; they are computed again when needed.
     *
     * @param blocking wait until they are gone
     */
    public final void unpersist(boolean blocking) {
        synchronized (lock) {
            storageLevel = StorageLevel.NONE;
        }
        runner.unpersisted(this, blocking);
    }

    /** The lineage as text, one line per RDD, as Spark prints it. */
    public final String toDebugString() {
        return new DebugString(this).toString();
    }

    @Override
    public final String toString() {
        String given = name();
        return (given == null ? "" : given + " ") + kind() + "[" + id + "] at " + callSite.shortForm();
    }
}
