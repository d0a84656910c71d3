// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import ember.model.Failures;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.action.DistinctEstimates;
import ember.rdd.action.TakeSample;
import ember.rdd.checkpoint.Truncation;
import ember.rdd.operator.PipeCommand;
import ember.rdd.operator.PipedRdd;
import ember.rdd.output.ObjectOutput;
import ember.rdd.output.TextOutput;
import ember.rdd.sample.Samples;
import ember.rdd.transform.Transformations;
import ember.spark.EngineTask;
import ember.spark.EvaluatorRdd;
import ember.spark.Levels;
import ember.spark.Partitioners;
import ember.spark.Tuples;
import ember.spark.hadoop.Hadoop;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.spark.Partition;
import org.apache.spark.PartitionEvaluatorFactory;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.partial.PartialResult;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

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
    /** Of an RDD that a program has written: its parent, in the driver and in tasks. */
    private transient RDD<?> parent;

    /** A face of {@code rdd}, which belongs to {@code context}. */
    public RDD(SparkContext context, Rdd<T> rdd) {
        this.id = rdd.id();
        this.context = context;
        this.rdd = rdd;
    }

    /**
     * For RDDs that a program writes itself: one that is computed from another, partition by partition. It has to say what its {@link
     * #getPartitions} are and to {@link #compute} them; it travels to tasks with its fields.
     */
    public RDD(RDD<?> oneParent, ClassTag<T> elementType) {
        this.context = oneParent.context();
        this.parent = oneParent;
        this.rdd = new ProgramRdd<>(this, oneParent.engine());
        this.id = rdd.id();
    }

    /** The same elements at another time: in a task, where the parent that the driver knew has to be found anew. */
    final void bindParent(Rdd<?> found) {
        this.parent = new RDD<>(null, found);
    }

    /** The RDD that the constructor was given. */
    // The tag says what it holds.
    @SuppressWarnings({"unchecked", "UnusedVariable"})
    public <U> RDD<U> firstParent(ClassTag<U> evidence) {
        if (parent == null) {
            throw new java.util.NoSuchElementException("head of empty list");
        }
        return (RDD<U>) parent;
    }

    /** Computes a partition from those of the parent; called in tasks. */
    public scala.collection.Iterator<T> compute(Partition split, TaskContext context) {
        return iterator(split, context);
    }

    /**
     * The elements of a partition: cached, from a checkpoint, or computed. In a task it reads them as it goes; in the driver it runs a
     * job.
     */
    public final scala.collection.Iterator<T> iterator(Partition split, TaskContext context) {
        return CollectionConverters.asScala(EngineTask.read(engine(), split.index(), context));
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
        if (Hadoop.isNeededFor(path)) {
            saveAsTextFile(path, null);
        } else {
            TextOutput.saveAsTextFile(engine(), path);
        }
    }

    /**
     * Writes {@code toString} lines, compressed by a codec of Hadoop's, one file a partition, into a directory that must not exist.
     * {@link UnsupportedOperationException} if ember-hadoop is not on the class path.
     */
    public void saveAsTextFile(String path, Class<? extends CompressionCodec> codec) {
        Hadoop.bridge("saveAsTextFile with a codec or into " + path)
                .saveText(engine(), context().hadoopConfiguration(), path, codec);
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

    /** All pairs of an element of this RDD and one of the other. */
    public <U> RDD<Tuple2<T, U>> cartesian(RDD<U> other, ClassTag<U> evidence) {
        return new RDD<>(context, Tuples.out(Tuples.KEYED.cartesian(engine(), other.engine())));
    }

    /** Elements that both have, once each. */
    public RDD<T> intersection(RDD<T> other) {
        return new RDD<>(context, Tuples.KEYED.intersection(engine(), other.engine()));
    }

    /** Elements that both have, once each, in {@code numPartitions} partitions. */
    public RDD<T> intersection(RDD<T> other, int numPartitions) {
        return new RDD<>(
                context, Tuples.KEYED.intersection(engine(), other.engine(), Partitioners.hash(numPartitions)));
    }

    /** Elements that the other does not have, with their duplicates. */
    public RDD<T> subtract(RDD<T> other) {
        return new RDD<>(context, Tuples.KEYED.subtract(engine(), other.engine()));
    }

    /** Elements that the other does not have, with their duplicates, in {@code numPartitions} partitions. */
    public RDD<T> subtract(RDD<T> other, int numPartitions) {
        return new RDD<>(context, Tuples.KEYED.subtract(engine(), other.engine(), Partitioners.hash(numPartitions)));
    }

    /** Pairs of elements at the same position; both must have equally many partitions, with equally many elements in each. */
    public <U> RDD<Tuple2<T, U>> zip(RDD<U> other, ClassTag<U> evidence) {
        return new RDD<>(context, Tuples.out(Tuples.KEYED.zip(engine(), other.engine())));
    }

    /** Each element with its position, a boxed long. Runs a job if there are several partitions. */
    public RDD<Tuple2<T, Object>> zipWithIndex() {
        return new RDD<>(context, Tuples.out(Tuples.KEYED.zipWithIndex(engine())));
    }

    /** Each element with a boxed long that no other has, without a job. */
    public RDD<Tuple2<T, Object>> zipWithUniqueId() {
        return new RDD<>(context, Tuples.out(Tuples.KEYED.zipWithUniqueId(engine())));
    }

    /** Each partition as one array of objects. */
    public RDD<Object> glom() {
        return new RDD<>(context, Transformations.toArrays(engine()));
    }

    /** What {@code command}, cut at white space, prints when it is given the elements, a line each. One process per partition. */
    public RDD<String> pipe(String command) {
        return new RDD<>(context, new PipedRdd(engine(), PipeCommand.parse(command)));
    }

    /** Deals the elements out at random to as many RDDs as there are weights, always alike for the same seed. */
    @SuppressWarnings("unchecked") // arrays know no type parameters
    public RDD<T>[] randomSplit(double[] weights, long seed) {
        return Samples.randomSplit(engine(), weights, seed).stream()
                .map(split -> new RDD<>(context, split))
                .toArray(RDD[]::new);
    }

    /** {@code num} elements in random order, the same ones for the same seed, in an array of objects. */
    public Object takeSample(boolean withReplacement, int num, long seed) {
        return TakeSample.takeSample(engine(), withReplacement, num, seed).toArray();
    }

    /** How many elements there are, as far as is known after {@code timeout} milliseconds. */
    public PartialResult<BoundedDouble> countApprox(long timeout, double confidence) {
        return toJavaRDD().countApprox(timeout, confidence);
    }

    /** An estimate of how many different elements there are, with {@code relativeSD} as its standard deviation. */
    public long countApproxDistinct(double relativeSD) {
        return DistinctEstimates.countApproxDistinct(engine(), relativeSD);
    }

    /**
     * An estimate of how many different elements there are, from 2^{@code p} counters.
     *
     * @param p at least 4
     * @param sp 0, or from {@code p} to 32: the precision for few elements, which is always high here
     */
    public long countApproxDistinct(int p, int sp) {
        require(p >= 4, "p (" + p + ") must be >= 4");
        require(sp <= 32, "sp (" + sp + ") must be <= 32");
        require(sp == 0 || p <= sp, "p (" + p + ") cannot be greater than sp (" + sp + ")");
        return DistinctEstimates.countApproxDistinct(engine(), p);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("requirement failed: " + otherwise);
        }
    }

    /** The elements that an evaluator made for each task computes of a partition. */
    public <U> RDD<U> mapPartitionsWithEvaluator(
            PartitionEvaluatorFactory<T, U> evaluatorFactory, ClassTag<U> evidence) {
        return new RDD<>(context, EvaluatorRdd.map(engine(), evaluatorFactory, false));
    }

    /** The elements that an evaluator made for each task computes of a partition and the other's at the same position. */
    public <U> RDD<U> zipPartitionsWithEvaluator(
            RDD<T> rdd2, PartitionEvaluatorFactory<T, U> evaluatorFactory, ClassTag<U> evidence) {
        return new RDD<>(context, EvaluatorRdd.zip(engine(), rdd2.engine(), evaluatorFactory));
    }

    /** Writes the elements as serialised objects, one file a partition, into a directory that must not exist. */
    public void saveAsObjectFile(String path) {
        if (Hadoop.isNeededFor(path)) {
            Hadoop.bridge("saveAsObjectFile into " + path)
                    .saveObjects(ObjectOutput.records(engine()), context().hadoopConfiguration(), path);
        } else {
            ObjectOutput.saveAsObjectFile(engine(), path);
        }
    }

    /**
     * Refuses: one executor has what it has. A {@link SparkException}, which is not declared, as Spark's own in local mode.
     */
    public RDD<T> withResources(ResourceProfile rp) {
        String refused = rp.executorResourcesJMap().isEmpty()
                ? "TaskResourceProfiles are only supported for Standalone, Yarn and Kubernetes cluster for now when dynamic"
                        + " allocation is disabled."
                : "ResourceProfiles are only supported on YARN and Kubernetes and Standalone with dynamic allocation enabled.";
        throw Failures.<RuntimeException>sneaky(new SparkException(refused));
    }

    /** Null: no profile was given. */
    public ResourceProfile getResourceProfile() {
        return null;
    }

    /** Forgets what shuffles behind this RDD have written; what is needed again is computed again. */
    public void cleanShuffleDependencies(boolean blocking) {
        context().engine().releaseShuffles(engine());
    }

    /** For RDDs that a program writes itself, to let go of parents they hold; the engine lets go of its own edges. */
    public void clearDependencies() {
        parent = null;
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
