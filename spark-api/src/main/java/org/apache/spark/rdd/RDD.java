// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import ember.model.Failures;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.checkpoint.Truncation;
import ember.rdd.output.TextOutput;
import ember.rdd.sample.Samples;
import ember.rdd.transform.Transformations;
import ember.spark.Levels;
import ember.spark.Partitioners;
import ember.spark.Tuples;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.Partition;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Option;

/**
 * Spark's face of an RDD of the engine: what Java programs reach by {@code rdd()}.
 *
 * <p>Lives in the driver. Captured by a function and sent to a task it arrives as a shell that knows its id and refuses everything
 * else with a {@link SparkException}.
 *
 * @param <T> type of the elements
 */
public class RDD<T> implements Serializable {
    private final int id;
    private final transient SparkContext context;
    private final transient Rdd<T> rdd;

    /** A face of {@code rdd}, which belongs to {@code context}. */
    public RDD(SparkContext context, Rdd<T> rdd) {
        this.id = rdd.id();
        this.context = context;
        this.rdd = rdd;
    }

    /** The engine's RDD: the rest of this facade uses it, programs do not. */
    public Rdd<T> engine() {
        if (rdd == null) {
            throw lacksContext();
        }
        return rdd;
    }

    private static RuntimeException lacksContext() {
        return Failures.<RuntimeException>sneaky(new SparkException("_LEGACY_ERROR_TEMP_3011", Map.of(), null));
    }

    /** The context that made it. */
    public SparkContext context() {
        if (context == null) {
            throw lacksContext();
        }
        return context;
    }

    /** The context that made it. */
    public SparkContext sparkContext() {
        return context();
    }

    /** Counted from 0 in the context. */
    public int id() {
        return id;
    }

    /** The name that the program gave it; null: none. */
    public String name() {
        return engine().name();
    }

    public RDD<T> setName(String name) {
        engine().setName(name);
        return this;
    }

    /** Tokens that name the partitions. */
    public final Partition[] partitions() {
        Partition[] partitions = new Partition[engine().numPartitions()];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Token(i);
        }
        return partitions;
    }

    /** The same tokens as {@link #partitions}. */
    public Partition[] getPartitions() {
        return partitions();
    }

    private record Token(int index) implements Partition {}

    public final int getNumPartitions() {
        return engine().numPartitions();
    }

    /** How keys are placed, if that is known. */
    public Option<Partitioner> partitioner() {
        ember.rdd.Partitioner partitioner = engine().partitioner();
        return partitioner == null ? Option.empty() : Option.apply(Partitioners.toSpark(partitioner));
    }

    /** Keeps partitions in memory once they have been computed. */
    public RDD<T> cache() {
        return persist();
    }

    /** Keeps partitions in memory once they have been computed. */
    public RDD<T> persist() {
        return persist(StorageLevel.MEMORY_ONLY());
    }

    /** Keeps partitions once they have been computed; {@link UnsupportedOperationException} if another level was set before. */
    public RDD<T> persist(StorageLevel newLevel) {
        engine().persist(Levels.toEngine(newLevel));
        return this;
    }

    /** Gives cached partitions up. */
    public RDD<T> unpersist(boolean blocking) {
        engine().unpersist(blocking);
        return this;
    }

    public StorageLevel getStorageLevel() {
        return Levels.toSpark(engine().storageLevel());
    }

    /**
     * Writes the elements to files after the first job on this RDD, and from then on reads them from there instead of computing them.
     * To be called before that job: later it has no effect. It is computed twice then, unless it is cached.
     *
     * <p>A {@link SparkException}, which is not declared, if the context has no directory for checkpoints.
     */
    public void checkpoint() {
        Truncation.mark(engine());
    }

    /**
     * Keeps the elements in caches, disk included, after the first job on this RDD, and forgets how to compute them. Faster than
     * {@link #checkpoint}; what is lost of the caches then, or unpersisted, is lost for good.
     */
    public RDD<T> localCheckpoint() {
        Truncation.markLocal(engine());
        return this;
    }

    /** Whether a checkpoint of either kind has been made. */
    public boolean isCheckpointed() {
        return engine().checkpointMark().isDone();
    }

    /** Whether a local checkpoint has been asked for. */
    public boolean isLocallyCheckpointed() {
        return engine().checkpointMark().isLocal();
    }

    /** URI of the directory of a checkpoint that was written. */
    public Option<String> getCheckpointFile() {
        return Option.apply(Truncation.file(engine()));
    }

    /** The lineage as text, one line per RDD. */
    public String toDebugString() {
        return engine().toDebugString();
    }

    /** All elements, in the order of partitions, in an array of objects. */
    public Object collect() {
        return Actions.collect(engine()).toArray();
    }

    /** The first {@code num} elements, in an array of objects. */
    public Object take(int num) {
        return Actions.take(engine(), num).toArray();
    }

    /** The first element; {@link UnsupportedOperationException} if there is none. */
    public T first() {
        return Actions.first(engine());
    }

    public long count() {
        return Actions.count(engine());
    }

    public boolean isEmpty() {
        return Actions.isEmpty(engine());
    }

    /** Writes {@code toString} lines, one file a partition, into a directory that must not exist. */
    public void saveAsTextFile(String path) {
        TextOutput.saveAsTextFile(engine(), path);
    }

    /** Each element with a chance of {@code fraction}, or {@code fraction} times on average; the same ones for the same seed. */
    public RDD<T> sample(boolean withReplacement, double fraction, long seed) {
        return new RDD<>(context, Samples.sample(engine(), withReplacement, fraction, seed));
    }

    /** One of each element. */
    public RDD<T> distinct() {
        return new RDD<>(context, Tuples.KEYED.distinct(engine()));
    }

    /** All elements of both; duplicates stay. */
    public RDD<T> union(RDD<T> other) {
        return new RDD<>(context, Transformations.union(engine(), other.engine()));
    }

    /** Begins a stage whose tasks all run at once. */
    public RDDBarrier<T> barrier() {
        return new RDDBarrier<>(context, engine());
    }

    /** Whether its tasks all run at once. */
    public boolean isBarrier_() {
        return engine().isBarrier();
    }

    /** This RDD for Java programs. */
    public JavaRDD<T> toJavaRDD() {
        return new JavaRDD<>(this);
    }

    @Override
    public String toString() {
        return rdd == null ? "RDD[" + id + "]" : rdd.toString();
    }
}
