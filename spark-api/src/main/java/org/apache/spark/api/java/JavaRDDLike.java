// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.NaturalOrder;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.action.AsyncActions;
import ember.rdd.action.DistinctEstimates;
import ember.rdd.action.TakeSample;
import ember.rdd.operator.PipeCommand;
import ember.rdd.operator.PipedRdd;
import ember.rdd.transform.Transformations;
import ember.spark.Partitioners;
import ember.spark.Tuples;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.spark.Partition;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.DoubleFlatMapFunction;
import org.apache.spark.api.java.function.DoubleFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.partial.PartialResult;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * What all RDDs of Java programs can do: an immutable collection in partitions, computed by tasks when an action asks for it.
 *
 * <p>Functions travel to tasks, so they and what they capture must be serialisable: every operation refuses others when it is called.
 * What a function throws fails the action with a {@link org.apache.spark.SparkException}, which is not declared, caused by it.
 *
 * @param <T> type of the elements
 * @param <This> the kind of RDD that implements it
 */
public interface JavaRDDLike<T, This extends JavaRDDLike<T, This>> extends Serializable {

    /** An RDD of this kind that shows {@code rdd}. */
    This wrapRDD(RDD<T> rdd);

    /** Run-time class of the elements, as far as it is known. */
    ClassTag<T> classTag();

    /** The RDD that this one shows. */
    RDD<T> rdd();

    private Rdd<T> engine() {
        return rdd().engine();
    }

    private <R> JavaRDD<R> plain(Rdd<R> made) {
        return new JavaRDD<>(new RDD<>(context(), made));
    }

    private <K, V> JavaPairRDD<K, V> pairs(Rdd<scala.Tuple2<K, V>> made) {
        return new JavaPairRDD<>(new RDD<>(context(), made));
    }

    // ---- facts

    /** The context that made it. */
    default SparkContext context() {
        return rdd().context();
    }

    /** Counted from 0 in the context. */
    default int id() {
        return rdd().id();
    }

    /** The name that the program gave it; null: none. */
    default String name() {
        return rdd().name();
    }

    /** Tokens that name the partitions. */
    default List<Partition> partitions() {
        return Collections.unmodifiableList(Arrays.asList(rdd().partitions()));
    }

    default int getNumPartitions() {
        return rdd().getNumPartitions();
    }

    /** How keys are placed, if that is known. */
    default Optional<Partitioner> partitioner() {
        ember.rdd.Partitioner partitioner = engine().partitioner();
        return partitioner == null ? Optional.empty() : Optional.of(Partitioners.toSpark(partitioner));
    }

    default StorageLevel getStorageLevel() {
        return rdd().getStorageLevel();
    }

    /**
     * Writes the elements to files after the first job on this RDD, and from then on reads them from there: see {@link
     * RDD#checkpoint}.
     */
    default void checkpoint() {
        rdd().checkpoint();
    }

    /** Whether a checkpoint has been made. */
    default boolean isCheckpointed() {
        return rdd().isCheckpointed();
    }

    /** URI of the directory of a checkpoint that was written. */
    default Optional<String> getCheckpointFile() {
        return Optional.ofNullable(
                rdd().getCheckpointFile().isEmpty()
                        ? null
                        : rdd().getCheckpointFile().get());
    }

    /** The lineage as text, one line per RDD. */
    default String toDebugString() {
        return rdd().toDebugString();
    }

    /**
     * An estimate of how many different elements there are.
     *
     * @param relativeSD its standard deviation as a part of it; {@link IllegalArgumentException} if not greater than 0.000017
     */
    default long countApproxDistinct(double relativeSD) {
        return DistinctEstimates.countApproxDistinct(engine(), relativeSD);
    }

    /** {@code num} elements in random order; without replacement at most all. An action of two jobs or more. */
    default List<T> takeSample(boolean withReplacement, int num) {
        return takeSample(withReplacement, num, new Random().nextLong());
    }

    /** {@code num} elements in random order, the same ones for the same seed; without replacement at most all. */
    default List<T> takeSample(boolean withReplacement, int num, long seed) {
        return TakeSample.takeSample(engine(), withReplacement, num, seed);
    }

    // ---- transformations: they describe, nothing runs

    /** What {@code command}, cut at white space, prints when it is given the elements, a line each. One process per partition. */
    default JavaRDD<String> pipe(String command) {
        return plain(new PipedRdd(engine(), PipeCommand.parse(command)));
    }

    /** What a command prints when it is given the elements, a line each. One process per partition. */
    default JavaRDD<String> pipe(List<String> command) {
        return pipe(command, Map.of());
    }

    /** The same, with variables beside those of this process. */
    default JavaRDD<String> pipe(List<String> command, Map<String, String> env) {
        return plain(new PipedRdd(engine(), PipeCommand.of(command, env)));
    }

    /** The same, perhaps in a directory of its own below {@code tasks}, with links to the files of the current one. */
    default JavaRDD<String> pipe(
            List<String> command, Map<String, String> env, boolean separateWorkingDir, int bufferSize) {
        return pipe(
                command,
                env,
                separateWorkingDir,
                bufferSize,
                Charset.defaultCharset().name());
    }

    /** The same, with the character set of what goes in and comes out. */
    default JavaRDD<String> pipe(
            List<String> command,
            Map<String, String> env,
            boolean separateWorkingDir,
            int bufferSize,
            String encoding) {
        PipeCommand pipe = new PipeCommand(command, env, separateWorkingDir, bufferSize, Charset.forName(encoding));
        return plain(new PipedRdd(engine(), pipe));
    }

    default <R> JavaRDD<R> map(Function<T, R> f) {
        return plain(Transformations.map(engine(), f));
    }

    /** @param preservesPartitioning {@code f} leaves keys as they are */
    default <R> JavaRDD<R> mapPartitionsWithIndex(
            Function2<Integer, Iterator<T>, Iterator<R>> f, boolean preservesPartitioning) {
        return plain(Transformations.mapPartitionsWithIndex(engine(), f, preservesPartitioning));
    }

    default <R> JavaDoubleRDD mapToDouble(DoubleFunction<T> f) {
        return JavaDoubleRDD.of(context(), Transformations.mapToDouble(engine(), f));
    }

    default <K2, V2> JavaPairRDD<K2, V2> mapToPair(PairFunction<T, K2, V2> f) {
        return pairs(Transformations.map(engine(), f));
    }

    default <U> JavaRDD<U> flatMap(FlatMapFunction<T, U> f) {
        return plain(Transformations.flatMap(engine(), f));
    }

    default JavaDoubleRDD flatMapToDouble(DoubleFlatMapFunction<T> f) {
        return JavaDoubleRDD.of(context(), Transformations.view(Transformations.flatMap(engine(), f)));
    }

    default <K2, V2> JavaPairRDD<K2, V2> flatMapToPair(PairFlatMapFunction<T, K2, V2> f) {
        return pairs(Transformations.flatMap(engine(), f));
    }

    default <U> JavaRDD<U> mapPartitions(FlatMapFunction<Iterator<T>, U> f) {
        return mapPartitions(f, false);
    }

    /** @param preservesPartitioning {@code f} leaves keys as they are */
    default <U> JavaRDD<U> mapPartitions(FlatMapFunction<Iterator<T>, U> f, boolean preservesPartitioning) {
        return plain(Transformations.mapPartitions(engine(), f, preservesPartitioning));
    }

    default JavaDoubleRDD mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> f) {
        return mapPartitionsToDouble(f, false);
    }

    /** @param preservesPartitioning {@code f} leaves keys as they are */
    default JavaDoubleRDD mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> f, boolean preservesPartitioning) {
        return JavaDoubleRDD.of(
                context(), Transformations.view(Transformations.mapPartitions(engine(), f, preservesPartitioning)));
    }

    default <K2, V2> JavaPairRDD<K2, V2> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K2, V2> f) {
        return mapPartitionsToPair(f, false);
    }

    /** @param preservesPartitioning {@code f} leaves keys as they are */
    default <K2, V2> JavaPairRDD<K2, V2> mapPartitionsToPair(
            PairFlatMapFunction<Iterator<T>, K2, V2> f, boolean preservesPartitioning) {
        return pairs(Transformations.mapPartitions(engine(), f, preservesPartitioning));
    }

    /** Each partition as one list, which cannot be changed. */
    default JavaRDD<List<T>> glom() {
        return plain(Transformations.glom(engine()));
    }

    /** Pairs of what {@code f} makes of an element, and the element. */
    default <U> JavaPairRDD<U, T> keyBy(Function<T, U> f) {
        return pairs(Tuples.out(Tuples.KEYED.keyBy(engine(), f)));
    }

    /** What {@code f} makes of elements, each with the elements of which it does. */
    default <U> JavaPairRDD<U, Iterable<T>> groupBy(Function<T, U> f) {
        return pairs(Tuples.out(Tuples.KEYED.groupBy(engine(), f, null)));
    }

    /** What {@code f} makes of elements, each with the elements of which it does, in {@code numPartitions} partitions. */
    default <U> JavaPairRDD<U, Iterable<T>> groupBy(Function<T, U> f, int numPartitions) {
        return pairs(Tuples.out(Tuples.KEYED.groupBy(engine(), f, Partitioners.hash(numPartitions))));
    }

    /** All pairs of an element of this RDD and one of the other. */
    default <U> JavaPairRDD<T, U> cartesian(JavaRDDLike<U, ?> other) {
        return pairs(Tuples.out(Tuples.KEYED.cartesian(engine(), other.rdd().engine())));
    }

    /** Pairs of elements at the same position; both must have equally many partitions, with equally many elements in each. */
    default <U> JavaPairRDD<T, U> zip(JavaRDDLike<U, ?> other) {
        return pairs(Tuples.out(Tuples.KEYED.zip(engine(), other.rdd().engine())));
    }

    /** What {@code f} makes of each partition and the other's at the same position. */
    default <U, V> JavaRDD<V> zipPartitions(JavaRDDLike<U, ?> other, FlatMapFunction2<Iterator<T>, Iterator<U>, V> f) {
        return plain(Transformations.zipPartitions(engine(), other.rdd().engine(), f));
    }

    /** Each element with a number that no other has, without a job. */
    default JavaPairRDD<T, Long> zipWithUniqueId() {
        return pairs(Tuples.out(Tuples.KEYED.zipWithUniqueId(engine())));
    }

    /** Each element with its position. Runs a job if there are several partitions. */
    default JavaPairRDD<T, Long> zipWithIndex() {
        return pairs(Tuples.out(Tuples.KEYED.zipWithIndex(engine())));
    }

    /** The elements of a partition, read as part of a task that runs, or by a job: see {@link RDD#iterator}. */
    default Iterator<T> iterator(Partition split, TaskContext taskContext) {
        return CollectionConverters.asJava(rdd().iterator(split, taskContext));
    }

    // ---- actions: they run a job and wait

    /** Acts on each element, in tasks. */
    default void foreach(VoidFunction<T> f) {
        Actions.foreach(engine(), f);
    }

    /** Acts on each partition, in tasks; on empty ones too. */
    default void foreachPartition(VoidFunction<Iterator<T>> f) {
        Actions.foreachPartition(engine(), f);
    }

    /** All elements, in the order of partitions. */
    default List<T> collect() {
        return Actions.collect(engine());
    }

    /** The elements one by one; runs a job for each partition when it is reached. */
    default Iterator<T> toLocalIterator() {
        return Actions.toLocalIterator(engine());
    }

    /** The elements of some partitions, as one list for each. */
    // An array of a generic type can only be made raw.
    @SuppressWarnings({"unchecked", "rawtypes"})
    default List<T>[] collectPartitions(int[] partitionIds) {
        return Actions.collectPartitions(engine(), partitionIds).toArray(new List[0]);
    }

    /** Puts all elements together; {@link UnsupportedOperationException} if there are none. */
    default T reduce(Function2<T, T, T> f) {
        return Actions.reduce(engine(), f);
    }

    /** The same, with partial results put together in tasks, in 2 levels. */
    default T treeReduce(Function2<T, T, T> f) {
        return treeReduce(f, 2);
    }

    /** The same, with partial results put together in tasks, in {@code depth} levels; at least 1. */
    default T treeReduce(Function2<T, T, T> f, int depth) {
        return Tuples.TREES.treeReduce(engine(), f, depth);
    }

    /** Puts all elements together, starting with {@code zeroValue} in every partition and in the driver. */
    default T fold(T zeroValue, Function2<T, T, T> f) {
        return Actions.fold(engine(), zeroValue, f);
    }

    /** Adds elements to results that start with {@code zeroValue} in every partition, and puts these together. */
    default <U> U aggregate(U zeroValue, Function2<U, T, U> seqOp, Function2<U, U, U> combOp) {
        return Actions.aggregate(engine(), zeroValue, seqOp, combOp);
    }

    /** The same, with partial results put together in tasks, in 2 levels. */
    default <U> U treeAggregate(U zeroValue, Function2<U, T, U> seqOp, Function2<U, U, U> combOp) {
        return treeAggregate(zeroValue, seqOp, combOp, 2);
    }

    /** The same, with partial results put together in tasks, in {@code depth} levels; at least 1. */
    default <U> U treeAggregate(U zeroValue, Function2<U, T, U> seqOp, Function2<U, U, U> combOp, int depth) {
        return treeAggregate(zeroValue, seqOp, combOp, depth, false);
    }

    /** The same. @param finalAggregateOnExecutor the last step is a task too */
    default <U> U treeAggregate(
            U zeroValue,
            Function2<U, T, U> seqOp,
            Function2<U, U, U> combOp,
            int depth,
            boolean finalAggregateOnExecutor) {
        return Tuples.TREES.treeAggregate(engine(), zeroValue, seqOp, combOp, depth, finalAggregateOnExecutor);
    }

    /** How many elements there are. */
    default long count() {
        return Actions.count(engine());
    }

    /** How often each element occurs. The map cannot be changed. */
    default Map<T, Long> countByValue() {
        return ResultMap.immutable(Tuples.out(Tuples.PAIR_ACTIONS.countByValue(engine())));
    }

    default boolean isEmpty() {
        return Actions.isEmpty(engine());
    }

    /** The first {@code num} elements; scans as few partitions as it can, in several jobs if need be. */
    default List<T> take(int num) {
        return Actions.take(engine(), num);
    }

    /** The first element; {@link UnsupportedOperationException} if there is none. */
    default T first() {
        return Actions.first(engine());
    }

    /** The greatest {@code num} elements, greatest first. */
    default List<T> top(int num, Comparator<T> comp) {
        return Actions.top(engine(), num, comp);
    }

    /** The greatest {@code num} elements in their natural order, greatest first. */
    default List<T> top(int num) {
        return top(num, NaturalOrder.get());
    }

    /** The least {@code num} elements, least first. */
    default List<T> takeOrdered(int num, Comparator<T> comp) {
        return Actions.takeOrdered(engine(), num, comp);
    }

    /** The least {@code num} elements in their natural order, least first. */
    default List<T> takeOrdered(int num) {
        return takeOrdered(num, NaturalOrder.get());
    }

    /** The greatest element; {@link UnsupportedOperationException} if there is none. */
    default T max(Comparator<T> comp) {
        return Actions.max(engine(), comp);
    }

    /** The least element; {@link UnsupportedOperationException} if there is none. */
    default T min(Comparator<T> comp) {
        return Actions.min(engine(), comp);
    }

    /** Writes {@code toString} lines, one file a partition, into a directory that must not exist. */
    default void saveAsTextFile(String path) {
        rdd().saveAsTextFile(path);
    }

    /** The same, compressed by a codec of Hadoop's: see {@link RDD#saveAsTextFile(String, Class)}. */
    default void saveAsTextFile(String path, Class<? extends CompressionCodec> codec) {
        rdd().saveAsTextFile(path, codec);
    }

    /** Writes the elements as serialised objects, one file a partition, into a directory that must not exist. */
    default void saveAsObjectFile(String path) {
        rdd().saveAsObjectFile(path);
    }

    // ---- actions that wait only so long

    /** How many elements there are, as known after {@code timeout} ms, with bounds of confidence 0.95. */
    default PartialResult<BoundedDouble> countApprox(long timeout) {
        return countApprox(timeout, ApproximateActions.CONFIDENCE);
    }

    /** The same. @param confidence that the true count is within the bounds, 0 to 1 */
    default PartialResult<BoundedDouble> countApprox(long timeout, double confidence) {
        return ApproximateActions.count(engine(), timeout, confidence);
    }

    /** How often each element occurs, as known after {@code timeout} ms, with bounds of confidence 0.95. */
    default PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeout) {
        return countByValueApprox(timeout, ApproximateActions.CONFIDENCE);
    }

    /** The same. @param confidence that a true count is within its bounds, 0 to 1 */
    default PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeout, double confidence) {
        return ApproximateActions.countByValue(engine(), timeout, confidence);
    }

    // ---- actions that do not wait

    default JavaFutureAction<Long> countAsync() {
        return PendingAction.of(AsyncActions.count(engine()));
    }

    default JavaFutureAction<List<T>> collectAsync() {
        return PendingAction.of(AsyncActions.collect(engine()));
    }

    default JavaFutureAction<List<T>> takeAsync(int num) {
        return PendingAction.of(AsyncActions.take(engine(), num));
    }

    default JavaFutureAction<Void> foreachAsync(VoidFunction<T> f) {
        return PendingAction.of(AsyncActions.foreach(engine(), f));
    }

    default JavaFutureAction<Void> foreachPartitionAsync(VoidFunction<Iterator<T>> f) {
        return PendingAction.of(AsyncActions.foreachPartition(engine(), f));
    }
}
