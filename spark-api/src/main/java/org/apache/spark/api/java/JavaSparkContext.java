// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.engine.EmberContext;
import ember.rdd.Rdd;
import ember.rdd.checkpoint.ReliableCheckpointRdd;
import ember.rdd.input.BinaryRecordsRdd;
import ember.rdd.operator.EmptyRdd;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.transform.Transformations;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ReadOnlySparkConf;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceInformation;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The entry to the engine for Java programs: makes RDDs of collections and files, shares variables, controls jobs.
 *
 * <p>Any number may be active in one JVM. Close it, or {@link #stop} it, to end what it started. Safe for use by many threads, but
 * not by tasks.
 */
public class JavaSparkContext implements Closeable, JavaHadoopInputs {
    private final SparkContext sc;

    /** A view of a context that runs. */
    public JavaSparkContext(SparkContext sc) {
        this.sc = sc;
    }

    /** Starts with the settings in system properties. */
    public JavaSparkContext() {
        this(new SparkConf());
    }

    /** Starts with a copy of {@code conf}. */
    public JavaSparkContext(SparkConf conf) {
        this(new SparkContext(conf));
    }

    /** Starts on {@code master}, such as {@code local[4]}. */
    public JavaSparkContext(String master, String appName) {
        this(new SparkContext(master, appName, new SparkConf()));
    }

    /** Writes master and name into {@code conf}, then starts with a copy of it. */
    public JavaSparkContext(String master, String appName, SparkConf conf) {
        this(new SparkContext(master, appName, conf));
    }

    /** Starts on {@code master}; {@code sparkHome} and {@code jarFile} are for clusters. */
    public JavaSparkContext(String master, String appName, String sparkHome, String jarFile) {
        this(master, appName, sparkHome, new String[] {jarFile});
    }

    /** Starts on {@code master}; {@code sparkHome} and {@code jars} are for clusters. */
    public JavaSparkContext(String master, String appName, String sparkHome, String[] jars) {
        this(master, appName, sparkHome, jars, Map.of());
    }

    /** Starts on {@code master}; {@code sparkHome}, {@code jars} and {@code environment} are for clusters. */
    public JavaSparkContext(
            String master, String appName, String sparkHome, String[] jars, Map<String, String> environment) {
        this(new SparkContext(master, appName, clusterConf(sparkHome, jars, environment)));
    }

    private static SparkConf clusterConf(String sparkHome, String[] jars, Map<String, String> environment) {
        SparkConf conf = new SparkConf();
        if (sparkHome != null) {
            conf.setSparkHome(sparkHome);
        }
        if (jars != null && jars.length > 0) {
            conf.setJars(jars);
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            conf.setExecutorEnv(variable.getKey(), variable.getValue());
        }
        return conf;
    }

    public static JavaSparkContext fromSparkContext(SparkContext sc) {
        return new JavaSparkContext(sc);
    }

    public static SparkContext toSparkContext(JavaSparkContext jsc) {
        return jsc.sc;
    }

    /** The path of the jar that {@code cls} was loaded from; none if it was no jar. */
    public static String[] jarOfClass(Class<?> cls) {
        return SparkContext.jarOfClass(cls).isEmpty()
                ? new String[0]
                : new String[] {SparkContext.jarOfClass(cls).get()};
    }

    /** The path of the jar that the class of {@code obj} was loaded from; none if it was no jar. */
    public static String[] jarOfObject(Object obj) {
        return jarOfClass(obj.getClass());
    }

    public SparkContext sc() {
        return sc;
    }

    private EmberContext engine() {
        return sc.engine();
    }

    private <T> JavaRDD<T> wrap(Rdd<T> rdd) {
        return new JavaRDD<>(new RDD<>(sc, rdd));
    }

    // ---- facts

    public String master() {
        return sc.master();
    }

    public String appName() {
        return sc.appName();
    }

    /** Whether tasks run in this JVM. */
    public Boolean isLocal() {
        return sc.isLocal();
    }

    public String sparkUser() {
        return sc.sparkUser();
    }

    /** Milliseconds since the epoch. */
    public Long startTime() {
        return sc.startTime();
    }

    /** The version of Spark whose API this is. */
    public String version() {
        return sc.version();
    }

    /** Partitions that an RDD is given if nothing else decides. */
    public Integer defaultParallelism() {
        return sc.defaultParallelism();
    }

    /** Partitions that a file is cut into at the least if nothing else decides. */
    public Integer defaultMinPartitions() {
        return sc.defaultMinPartitions();
    }

    /** A copy of the configuration. */
    public SparkConf getConf() {
        return sc.getConf();
    }

    /** The configuration, not to be changed. */
    public ReadOnlySparkConf getReadOnlyConf() {
        return sc.getReadOnlyConf();
    }

    /** Where Spark is installed, if {@code spark.home} or {@code SPARK_HOME} says so. */
    public Optional<String> getSparkHome() {
        Option<String> set = sc.getReadOnlyConf().getOption("spark.home");
        return Optional.ofNullable(set.isDefined() ? set.get() : System.getenv("SPARK_HOME"));
    }

    /** The jars of {@code spark.jars}. */
    public List<String> jars() {
        List<String> jars = new ArrayList<>();
        for (String jar : sc.getReadOnlyConf().get("spark.jars", "").split(",")) {
            if (!jar.isBlank()) {
                jars.add(jar.trim());
            }
        }
        return List.copyOf(jars);
    }

    /** Resources of the driver beside cores, by name: those that {@code spark.driver.resource.*} asks for. */
    public Map<String, ResourceInformation> resources() {
        return CollectionConverters.asJava(sc.resources());
    }

    public JavaSparkStatusTracker statusTracker() {
        return new JavaSparkStatusTracker(sc.statusTracker());
    }

    /** The RDDs that were asked to be cached, by id, whether or not they have been computed. */
    public Map<Integer, JavaRDD<?>> getPersistentRDDs() {
        Map<Integer, JavaRDD<?>> persisted = new HashMap<>();
        for (Rdd<?> rdd : engine().persistedRdds()) {
            persisted.put(rdd.id(), wrap(rdd));
        }
        return persisted;
    }

    // ---- RDDs

    /** No partitions, no elements. */
    public <T> JavaRDD<T> emptyRDD() {
        return wrap(new EmptyRdd<>(engine()));
    }

    /** The elements of a list, in {@link #defaultParallelism} partitions. The list is copied now, its elements are not. */
    public <T> JavaRDD<T> parallelize(List<T> list) {
        return parallelize(list, sc.defaultParallelism());
    }

    /** The elements of a list, in {@code numSlices} partitions. The list is copied now, its elements are not. */
    public <T> JavaRDD<T> parallelize(List<T> list, int numSlices) {
        return wrap(collection(list, numSlices));
    }

    private <T> Rdd<T> collection(List<T> list, int numSlices) {
        engine().ensureActive();
        return new ParallelCollectionRdd<>(engine(), list, numSlices);
    }

    /** Pairs of a list, in {@link #defaultParallelism} partitions. */
    public <K, V> JavaPairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> list) {
        return parallelizePairs(list, sc.defaultParallelism());
    }

    /** Pairs of a list, in {@code numSlices} partitions. */
    public <K, V> JavaPairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> list, int numSlices) {
        return new JavaPairRDD<>(new RDD<>(sc, collection(list, numSlices)));
    }

    /** Doubles of a list, in {@link #defaultParallelism} partitions. */
    public JavaDoubleRDD parallelizeDoubles(List<Double> list) {
        return parallelizeDoubles(list, sc.defaultParallelism());
    }

    /** Doubles of a list, none of them null, in {@code numSlices} partitions. */
    public JavaDoubleRDD parallelizeDoubles(List<Double> list, int numSlices) {
        return JavaDoubleRDD.of(sc, collection(list, numSlices));
    }

    /**
     * Where {@code checkpoint} writes: a new directory below {@code dir}; null: nowhere. An {@link java.io.IOException}, which is not
     * declared, if it cannot be made.
     */
    public void setCheckpointDir(String dir) {
        sc.setCheckpointDir(dir);
    }

    /** URI of the directory where checkpoints are written. */
    public Optional<String> getCheckpointDir() {
        return Optional.ofNullable(
                sc.getCheckpointDir().isEmpty() ? null : sc.getCheckpointDir().get());
    }

    /** What a checkpoint holds, by the directory that {@code getCheckpointFile} named; this or another program wrote it. */
    public <T> JavaRDD<T> checkpointFile(String path) {
        engine().ensureActive();
        return wrap(ReliableCheckpointRdd.<T>open(engine(), path));
    }

    /** The lines of text files; a path may be a list, with globs. */
    public JavaRDD<String> textFile(String path) {
        return textFile(path, defaultMinPartitions());
    }

    /** The lines of text files, in at least about {@code minPartitions} partitions; a path may be a list, with globs. */
    public JavaRDD<String> textFile(String path, int minPartitions) {
        return new JavaRDD<>(sc.textFile(path, minPartitions));
    }

    /** Text files as pairs of name and text. */
    public JavaPairRDD<String, String> wholeTextFiles(String path) {
        return wholeTextFiles(path, defaultMinPartitions());
    }

    /** Text files as pairs of name and text, in at least about {@code minPartitions} partitions. */
    public JavaPairRDD<String, String> wholeTextFiles(String path, int minPartitions) {
        return new JavaPairRDD<>(sc.wholeTextFiles(path, minPartitions));
    }

    /** Files as pairs of name and a stream that a task opens. */
    public JavaPairRDD<String, PortableDataStream> binaryFiles(String path) {
        return binaryFiles(path, defaultMinPartitions());
    }

    /** Files as pairs of name and a stream that a task opens, with {@code minPartitions} as a hint at how many go together. */
    public JavaPairRDD<String, PortableDataStream> binaryFiles(String path, int minPartitions) {
        return new JavaPairRDD<>(sc.binaryFiles(path, minPartitions));
    }

    /** Records of {@code recordLength} bytes each; a rest at the end of a file fails. */
    public JavaRDD<byte[]> binaryRecords(String path, int recordLength) {
        return wrap(BinaryRecordsRdd.records(engine(), path, recordLength));
    }

    /** What {@code saveAsObjectFile} has written, here or on Spark. */
    public <T> JavaRDD<T> objectFile(String path) {
        return objectFile(path, defaultMinPartitions());
    }

    /** What {@code saveAsObjectFile} has written, here or on Spark, in at least about {@code minPartitions} partitions. */
    public <T> JavaRDD<T> objectFile(String path, int minPartitions) {
        return new JavaRDD<>(sc.<T>objectFile(path, minPartitions, null));
    }

    /**
     * The pairs of SequenceFiles, which share their objects: copy what is to be kept. {@link UnsupportedOperationException} if
     * ember-hadoop is not on the class path.
     */
    public <K, V> JavaPairRDD<K, V> sequenceFile(
            String path, Class<K> keyClass, Class<V> valueClass, int minPartitions) {
        return new JavaPairRDD<>(sc.sequenceFile(path, keyClass, valueClass, minPartitions));
    }

    /** The same, in at least about {@link #defaultMinPartitions} partitions. */
    public <K, V> JavaPairRDD<K, V> sequenceFile(String path, Class<K> keyClass, Class<V> valueClass) {
        return new JavaPairRDD<>(sc.sequenceFile(path, keyClass, valueClass));
    }

    /** Copies a file to where tasks find it: see {@link org.apache.spark.SparkFiles}. */
    public void addFile(String path) {
        sc.addFile(path);
    }

    /** Copies a file, or a directory if {@code recursive}, to where tasks find it: see {@link org.apache.spark.SparkFiles}. */
    public void addFile(String path, boolean recursive) {
        sc.addFile(path, recursive);
    }

    /** Has the tasks that begin from now on find the classes of a jar. What is wrong with it is told in the log. */
    public void addJar(String path) {
        sc.addJar(path);
    }

    /** All elements of several RDDs, at least one; duplicates stay. */
    // Spark declares it so: a caller's generic array is only read.
    @SuppressWarnings("unchecked")
    public <T> JavaRDD<T> union(JavaRDD<T>... rdds) {
        List<Rdd<T>> parts = new ArrayList<>(rdds.length);
        for (JavaRDD<T> rdd : rdds) {
            parts.add(rdd.rdd().engine());
        }
        return wrap(union(parts));
    }

    /** All pairs of several RDDs, at least one; duplicates stay. */
    // Spark declares it so: a caller's generic array is only read.
    @SuppressWarnings("unchecked")
    public <K, V> JavaPairRDD<K, V> union(JavaPairRDD<K, V>... rdds) {
        List<Rdd<Tuple2<K, V>>> parts = new ArrayList<>(rdds.length);
        for (JavaPairRDD<K, V> rdd : rdds) {
            parts.add(rdd.rdd().engine());
        }
        return new JavaPairRDD<>(new RDD<>(sc, union(parts)));
    }

    /** All doubles of several RDDs, at least one; duplicates stay. */
    public JavaDoubleRDD union(JavaDoubleRDD... rdds) {
        List<Rdd<Double>> parts = new ArrayList<>(rdds.length);
        for (JavaDoubleRDD rdd : rdds) {
            parts.add(rdd.doubles());
        }
        return JavaDoubleRDD.of(sc, union(parts));
    }

    private static <T> Rdd<T> union(List<Rdd<T>> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("requirement failed: Union called on no RDDs");
        }
        return Transformations.union(parts.get(0), parts);
    }

    /** Shares a value with all tasks. */
    public <T> Broadcast<T> broadcast(T value) {
        return sc.newBroadcast(value);
    }

    // ---- properties of the calling thread, which go with its jobs

    /** Sets a property that goes with the jobs of this thread and of those it will start; null removes it. */
    public void setLocalProperty(String key, String value) {
        sc.setLocalProperty(key, value);
    }

    /** Null if it is not set. */
    public String getLocalProperty(String key) {
        return sc.getLocalProperty(key);
    }

    /** Says what the next jobs of this thread are for. */
    public void setJobDescription(String value) {
        sc.setJobDescription(value);
    }

    /** Puts the next jobs of this thread into a group, by which they can be cancelled. */
    public void setJobGroup(String groupId, String description) {
        sc.setJobGroup(groupId, description, false);
    }

    /**
     * Puts the next jobs of this thread into a group, by which they can be cancelled.
     *
     * @param interruptOnCancel whether cancelling interrupts the threads of their tasks
     */
    public void setJobGroup(String groupId, String description, boolean interruptOnCancel) {
        sc.setJobGroup(groupId, description, interruptOnCancel);
    }

    public void clearJobGroup() {
        sc.clearJobGroup();
    }

    /** Whether cancelling the next jobs of this thread interrupts the threads of their tasks. */
    public void setInterruptOnCancel(boolean interruptOnCancel) {
        sc.setInterruptOnCancel(interruptOnCancel);
    }

    /** Marks the next jobs of this thread; {@link IllegalArgumentException} for an empty tag or one with a comma. */
    public void addJobTag(String tag) {
        sc.addJobTag(tag);
    }

    public void removeJobTag(String tag) {
        sc.removeJobTag(tag);
    }

    /** A copy of this thread's tags. */
    public Set<String> getJobTags() {
        return sc.jobTags();
    }

    public void clearJobTags() {
        sc.clearJobTags();
    }

    /** What the next RDDs and jobs of this thread show as their place in the program. */
    public void setCallSite(String site) {
        sc.setCallSite(site);
    }

    public void clearCallSite() {
        sc.clearCallSite();
    }

    // ---- control

    /** Cancels the jobs of a group that run now. */
    public void cancelJobGroup(String groupId) {
        sc.cancelJobGroup(groupId);
    }

    public void cancelJobGroup(String groupId, String reason) {
        sc.cancelJobGroup(groupId, reason);
    }

    /** Cancels the jobs with a tag that run now. */
    public void cancelJobsWithTag(String tag) {
        sc.cancelJobsWithTag(tag);
    }

    public void cancelJobsWithTag(String tag, String reason) {
        sc.cancelJobsWithTag(tag, reason);
    }

    public void cancelAllJobs() {
        sc.cancelAllJobs();
    }

    /** How much is logged: ALL, DEBUG, ERROR, FATAL, INFO, OFF, TRACE or WARN. */
    public void setLogLevel(String logLevel) {
        sc.setLogLevel(logLevel);
    }

    /** Ends the engine and everything it started; further calls do nothing. */
    public void stop() {
        sc.stop();
    }

    /** Stops; {@code exitCode} is for those who watch a cluster. */
    public void stop(int exitCode) {
        sc.stop(exitCode);
    }

    @Override
    public void close() {
        stop();
    }
}
