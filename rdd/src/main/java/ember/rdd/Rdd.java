// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.CallSite;
import ember.model.Failures;
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
    private volatile Ancestry<T> ancestry;
    private volatile @Nullable List<? extends Partition> partitions;
    private volatile @Nullable Determinism determinism;
    private volatile @Nullable Determinism repeatability;
    private volatile @Nullable Boolean barrier;
    private CheckpointMark checkpointMark = CheckpointMark.NONE;
    private boolean offeredForCheckpoint;
    private volatile @Nullable PartitionRecorder recorder;

    /** An RDD without parents. */
    protected Rdd(JobRunner runner) {
        this(runner, List.of());
    }

    /** @param dependencies the edges to the parents; their RDDs are held by these alone, so that truncation lets go of them */
    protected Rdd(JobRunner runner, List<? extends Dependency> dependencies) {
        this.runner = runner;
        this.ancestry = new Ancestry<>(List.copyOf(dependencies), null);
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

    /** The edges to the parents, or to what stands in for them once the lineage has been truncated. */
    public final List<Dependency> dependencies() {
        return ancestry.dependencies();
    }

    /** What this RDD is computed from at this moment, for who needs its parts to agree. */
    public final Ancestry<T> ancestry() {
        return ancestry;
    }

    /** How keys are placed, if that is known. */
    public @Nullable Partitioner partitioner() {
        return null;
    }

    /**
     * Hosts or executors where the partition's data is, for this RDD as it was made; empty: anywhere.
     *
     * @param parents the edges to the parents that this RDD was made with
     * @param partition one of {@link #listPartitions}
     * @param shuffles where shuffled data lies now
     */
    protected List<String> placesOf(List<Dependency> parents, Partition partition, ShuffleLocations shuffles) {
        return List.of();
    }

    /**
     * Hosts or executors where a partition's data is, its checkpoint's if there is one; empty: anywhere.
     *
     * @param shuffles where shuffled data lies now
     */
    public final List<String> preferredLocations(int partition, ShuffleLocations shuffles) {
        // The partition first: if this is truncated in between, it is not used.
        Partition own = partitions().get(partition);
        Ancestry<T> now = ancestry;
        return now.standIn() == null
                ? placesOf(now.dependencies(), own, shuffles)
                : now.standIn().preferredLocations(partition, shuffles);
    }

    /** Lists the partitions. Called once; may run the user's code and throw what it throws. */
    protected abstract List<? extends Partition> listPartitions();

    /**
     * The elements of a partition, computed from the parents. Tasks call {@link TaskContext#read}, which looks into the cache and for
     * a checkpoint first.
     *
     * @param parents the edges to the parents that this RDD was made with; it may have been truncated since
     * @param partition one of {@link #listPartitions}
     */
    public abstract Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws Exception;

    /** The user's functions and values that a task must have its own copy of, to be had by {@link TaskContext#closure}. */
    public List<Object> closures() {
        return List.of();
    }

    /**
     * The partitions, listed at the first call.
     *
     * @throws IllegalArgumentException if the index of one is not its position
     */
    public final List<? extends Partition> partitions() {
        List<? extends Partition> known = partitions;
        return known != null ? known : listAfterParents();
    }

    /** Parents of narrow dependencies are listed before, so that a listing need not wait for a long line of others. */
    private List<? extends Partition> listAfterParents() {
        Deque<Rdd<?>> unlisted = new ArrayDeque<>();
        unlisted.push(this);
        while (true) {
            Rdd<?> next = unlisted.element();
            boolean ready = true;
            for (Dependency dependency : next.dependencies()) {
                if (dependency instanceof NarrowDependency && dependency.rdd().partitions == null) {
                    unlisted.push(dependency.rdd());
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
     * Asks for partitions to be kept at {@code level} once they have been computed; on disk too if the lineage is to be truncated to
     * what is kept.
     *
     * @throws UnsupportedOperationException if another level was set before
     */
    public final void persist(StorageLevel level) {
        synchronized (lock) {
            if (checkpointMark.isLocal()) {
                storageLevel = level.withDisk();
            } else {
                if (!storageLevel.equals(StorageLevel.NONE) && !storageLevel.equals(level)) {
                    throw runner.failures().unsupported(Failures.Unsupported.OTHER_LEVEL);
                }
                storageLevel = level;
            }
        }
        runner.persisted(this);
    }

    /**
     * Gives cached partitions up; they are computed again when needed.
     *
     * @param blocking wait until they are gone
     */
    public final void unpersist(boolean blocking) {
        if (checkpointMark().isLocal()) {
            runner.checkpoints()
                    .warn(
                            kind(),
                            "RDD " + id + " was locally checkpointed, its lineage has been truncated and cannot be"
                                    + " recomputed after unpersisting");
        }
        synchronized (lock) {
            storageLevel = StorageLevel.NONE;
        }
        runner.unpersisted(this, blocking);
    }

    /** Whether and how far this RDD's lineage is to be truncated. */
    public final CheckpointMark checkpointMark() {
        synchronized (lock) {
            return checkpointMark;
        }
    }

    /** Asks for a reliable checkpoint after the next job; without effect if one of either kind was asked for before. */
    public final void markForReliableCheckpoint() {
        synchronized (lock) {
            if (checkpointMark.state() == CheckpointMark.State.UNMARKED) {
                checkpointMark = CheckpointMark.RELIABLE;
            }
        }
    }

    /**
     * Asks for the lineage to be truncated to the cached partitions after the next job, and for these to be kept on disk at the
     * least. Takes the place of a reliable checkpoint that was asked for and not made.
     *
     * @return false if a reliable checkpoint has been made already
     */
    public final boolean markForLocalCheckpoint() {
        boolean marked;
        synchronized (lock) {
            if (!checkpointMark.isLocal() && checkpointMark.state() != CheckpointMark.State.DONE) {
                checkpointMark = CheckpointMark.LOCAL;
            }
            storageLevel = storageLevel.isValid() ? storageLevel.withDisk() : StorageLevel.MEMORY_AND_DISK;
            marked = checkpointMark.isLocal();
        }
        runner.persisted(this);
        return marked;
    }

    /**
     * Tells that a job on this RDD or a descendant has succeeded: the one moment at which a checkpoint is made.
     *
     * @return whether this is the first time; later marks come too late, as in Spark
     */
    public final boolean offerForCheckpoint() {
        synchronized (lock) {
            boolean first = !offeredForCheckpoint;
            offeredForCheckpoint = true;
            return first;
        }
    }

    /** Whether {@link #offerForCheckpoint} was called. */
    public final boolean wasOfferedForCheckpoint() {
        synchronized (lock) {
            return offeredForCheckpoint;
        }
    }

    /** Through what tasks read this RDD as long as it has no storage level; null: directly. */
    public final @Nullable PartitionRecorder recorder() {
        return recorder;
    }

    /** Has tasks read through {@code recorder} from now on. @return false: there is one already */
    public final boolean recordBy(PartitionRecorder newRecorder) {
        synchronized (lock) {
            if (recorder != null) {
                return false;
            }
            recorder = newRecorder;
            return true;
        }
    }

    public final void recordNoMore() {
        recorder = null;
    }

    /**
     * Replaces the lineage by {@code standIn}, which has the elements of this RDD. From then on parents are no longer held, and tasks,
     * those that run already included, read from it.
     *
     * @param file where a reliable checkpoint is; null: it is local
     */
    public final void truncateTo(Rdd<T> standIn, @Nullable String file) {
        List<? extends Partition> stoodIn = standIn.partitions();
        // What is kept in caches only may be lost, so it is no surer than what it was computed from.
        Determinism level = file == null ? determinism() : Determinism.DETERMINATE;
        Determinism here = file == null ? repeatability() : Determinism.DETERMINATE;
        synchronized (lock) {
            ancestry = Ancestry.truncatedTo(standIn);
            partitions = stoodIn;
            determinism = level;
            repeatability = here;
            checkpointMark = checkpointMark.done(file);
        }
    }

    /** The lineage as text, one line per RDD, as Spark prints it. */
    public final String toDebugString() {
        return DebugString.of(this);
    }

    @Override
    public final String toString() {
        String given = name();
        return (given == null ? "" : given + " ") + kind() + "[" + id + "] at " + callSite.shortForm();
    }
}
