// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.EmberContext;
import ember.engine.EnginePorts;
import ember.engine.config.InvalidSetting;
import ember.model.Failures;
import ember.model.event.EngineEvent;
import ember.model.function.Function1;
import ember.observe.status.StatusStore;
import ember.rdd.input.BinaryFileRdd;
import ember.rdd.input.LocalPaths;
import ember.rdd.input.ObjectFileRdd;
import ember.rdd.input.TextInput;
import ember.rdd.operator.EmptyRdd;
import ember.rdd.transform.Ranges;
import ember.spark.ListenerBridge;
import ember.spark.LogLevels;
import ember.spark.Observers;
import ember.spark.TupleContainers;
import ember.spark.TuplePairing;
import ember.spark.hadoop.Hadoop;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.rdd.HadoopRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceDiscovery;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.scheduler.SparkListenerInterface;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.util.AccumulatorRegistry;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * A running engine: what Java programs reach by {@code JavaSparkContext.sc()}, for accumulators, listeners and the control of jobs.
 *
 * <p>Any number may be active in one JVM, unless {@code ember.strict} is true or {@code spark.driver.allowMultipleContexts} is set to
 * false. Safe for use by many threads, but not by tasks.
 */
public class SparkContext implements HadoopInputs {
    private static final String JOB_DESCRIPTION = "spark.job.description";
    private static final String JOB_GROUP = "spark.jobGroup.id";
    private static final String INTERRUPT_ON_CANCEL = "spark.job.interruptOnCancel";

    private final long number = ActiveContexts.newNumber();
    private final SparkConf conf;
    private final AccumulatorRegistry accumulators = new AccumulatorRegistry();
    private final Broadcasts broadcasts;
    private final Observers observers;
    private final Map<String, ResourceInformation> resources;
    private final AddedFiles files;
    private final SparkEnv env;
    private final Plugins plugins;
    /** Listeners of plugins that begin before the engine does. */
    private final List<EngineEvent.Handler> listeners;

    private final EmberContext engine;
    private final JobTagSet tags;
    /** Hadoop's configuration; null: nobody has asked for it. */
    private Object hadoopConfiguration;

    public SparkContext(String master, String appName) {
        this(master, appName, new SparkConf());
    }

    /** @param sparkHome where Spark is on the machines of a cluster; null: nowhere */
    public SparkContext(String master, String appName, String sparkHome) {
        this(master, appName, sparkHome, noJars());
    }

    /** @param jars files that tasks need */
    public SparkContext(String master, String appName, String sparkHome, Seq<String> jars) {
        this(master, appName, sparkHome, jars, scala.collection.immutable.Map$.MODULE$.<String, String>empty());
    }

    /** @param environment variables for the executors */
    public SparkContext(
            String master,
            String appName,
            String sparkHome,
            Seq<String> jars,
            scala.collection.Map<String, String> environment) {
        this(master, appName, configured(sparkHome, jars, environment));
    }

    private static Seq<String> noJars() {
        return CollectionConverters.asScala(List.<String>of()).toSeq();
    }

    private static SparkConf configured(
            String sparkHome, Seq<String> jars, scala.collection.Map<String, String> environment) {
        SparkConf conf = new SparkConf();
        if (sparkHome != null) {
            conf.setSparkHome(sparkHome);
        }
        if (!jars.isEmpty()) {
            conf.setJars(CollectionConverters.asJava(jars).toArray(new String[0]));
        }
        CollectionConverters.asJava(environment).forEach(conf::setExecutorEnv);
        return conf;
    }

    /** A context configured by system properties alone. */
    public SparkContext() {
        this(new SparkConf());
    }

    /** Writes master and name into {@code conf}, then starts with a copy of it. */
    public SparkContext(String master, String appName, SparkConf conf) {
        this(conf.setMaster(master).setAppName(appName));
    }

    /**
     * Starts an engine with a copy of {@code conf}.
     *
     * <p>Throws a {@link SparkException}, which is not declared, if the configuration has no master or no name, or a master that this
     * engine does not have; {@link IllegalStateException} inside a task.
     */
    public SparkContext(SparkConf conf) {
        if (TaskContext.get() != null) {
            throw new IllegalStateException("SparkContext should only be created and accessed on the driver.");
        }
        this.conf = conf.clone();
        ContextRules.requireStartable(this.conf);
        SettingRules.check(settings(this.conf));
        this.listeners = new ArrayList<>(ExtraListeners.load(this.conf));
        this.resources = ResourceDiscovery.ofDriver(this.conf);
        this.files = new AddedFiles(this.conf, () -> engine().newTemporaryFile("userFiles"));
        this.env = new SparkEnv(this.conf, files);
        this.plugins = Plugins.configured(this.conf, resources);
        if (plugins != null) {
            plugins.beginDriver(this);
        }
        Map<String, String> settings = settings(this.conf);
        this.observers = observers(this.conf.clone(), settings);
        TaskBindings bindings = new TaskBindings(
                accumulators, this.conf.getInt("spark.task.cpus", 1), env, new TaskSurroundings(files, plugins));
        this.engine = startEngine(
                settings,
                new EnginePorts(
                        new SparkFailures(),
                        new TupleContainers(),
                        bindings,
                        bindings,
                        observers.watchers(),
                        listeners));
        observers.allowKills(engine);
        this.broadcasts = new Broadcasts(number, engine.isolation());
        this.tags = new JobTagSet(engine.localProperties());
        this.conf.set("spark.app.id", engine.applicationId());
        this.conf.set("spark.app.startTime", Long.toString(engine.startMillis()));
        this.conf.setIfMissing("spark.executor.id", "driver");
        ActiveContexts.add(this);
        begin();
    }

    /** What may fail once the engine runs; then it ends. */
    private void begin() {
        try {
            files.addConfigured();
            if (plugins != null) {
                plugins.beginExecutor(engine.applicationId());
            }
        } catch (RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    private static Map<String, String> settings(SparkConf conf) {
        Map<String, String> settings = new HashMap<>(conf.getAllAsJavaMap());
        // Keys of Ember's own may come as system properties too; a SparkConf reads only Spark's.
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("ember.")) {
                settings.putIfAbsent(name, System.getProperty(name));
            }
        }
        return settings;
    }

    private static Observers observers(SparkConf conf, Map<String, String> settings) {
        try {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                if (setting.getKey().startsWith("ember.")) {
                    conf.set(setting.getKey(), setting.getValue());
                }
            }
            return new Observers(conf);
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** What watches must not outlive an engine that does not start. */
    private EmberContext startEngine(Map<String, String> settings, EnginePorts ports) {
        try {
            EmberContext started = newEngine(settings, ports);
            if (started.logsInfo()) {
                Logger log = LoggerFactory.getLogger("SparkContext");
                log.info("Running Spark version {}", version());
                log.info("Submitted application: {}", started.setting("spark.app.name"));
            }
            return started;
        } catch (RuntimeException e) {
            stopObservers();
            if (plugins != null) {
                plugins.end();
            }
            throw e;
        }
    }

    private static EmberContext newEngine(Map<String, String> settings, EnginePorts ports) {
        try {
            return new EmberContext(settings, ports);
        } catch (InvalidSetting e) {
            throw SettingRules.translated(e);
        }
    }

    private void stopObservers() {
        try {
            observers.stop(System.err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Why stages and tasks ran, a line for each fact. Ember's own: Spark has no such method.
     *
     * @return nothing unless {@code ember.explain} is set
     */
    public List<String> explain() {
        return observers.explain();
    }

    /** The context made last that is still active, or else a new one. */
    public static SparkContext getOrCreate(SparkConf config) {
        SparkContext latest = ActiveContexts.latest();
        return latest == null ? new SparkContext(config) : latest;
    }

    /** The context made last that is still active, or else a new one configured by system properties alone. */
    public static SparkContext getOrCreate() {
        return getOrCreate(new SparkConf());
    }

    /** The engine itself: the other half of this facade uses it, programs do not. */
    public EmberContext engine() {
        return engine;
    }

    long number() {
        return number;
    }

    /** The stack that made it. */
    String createdAt() {
        return engine.createdAt().longForm();
    }

    SparkEnv env() {
        return env;
    }

    StatusStore status() {
        return observers.status();
    }

    /** The broadcast that a copy arriving in a task stands for; null if its context was stopped. Called by deserialisation. */
    public static Broadcast<?> findBroadcast(long context, long id) {
        SparkContext found = ActiveContexts.find(context);
        return found == null ? null : found.broadcasts.find(id);
    }

    /** The path of the jar that {@code cls} was loaded from; none if it was no jar. */
    public static Option<String> jarOfClass(Class<?> cls) {
        URL location = cls.getResource(cls.getName().substring(cls.getName().lastIndexOf('.') + 1) + ".class");
        String text = location == null ? "" : location.toString();
        int end = text.indexOf("!/");
        return text.startsWith("jar:file:") && end > 0
                ? Option.apply(URI.create(text.substring("jar:".length(), end)).getPath())
                : Option.empty();
    }

    /** The path of the jar that the class of {@code obj} was loaded from; none if it was no jar. */
    public static Option<String> jarOfObject(Object obj) {
        return jarOfClass(obj.getClass());
    }

    // ---- facts

    /** A copy of the configuration. */
    public SparkConf getConf() {
        return conf.clone();
    }

    /** The configuration, not to be changed. */
    public ReadOnlySparkConf getReadOnlyConf() {
        return conf;
    }

    public String master() {
        return conf.get("spark.master");
    }

    public String appName() {
        return conf.get("spark.app.name");
    }

    /** Null to a plugin that begins before the engine. */
    public String applicationId() {
        return engine == null ? null : engine.applicationId();
    }

    /** None: an application is tried once. */
    public Option<String> applicationAttemptId() {
        return Option.empty();
    }

    public String deployMode() {
        return conf.get("spark.submit.deployMode", "client");
    }

    /** Whether tasks run in this JVM. */
    public boolean isLocal() {
        return master().equals("local") || master().startsWith("local[");
    }

    public boolean isStopped() {
        return engine != null && engine.isStopped();
    }

    /** The user who started this JVM, or whom {@code SPARK_USER} names. */
    public String sparkUser() {
        String given = System.getenv("SPARK_USER");
        return given == null ? System.getProperty("user.name", "<unknown>") : given;
    }

    /** Milliseconds since the epoch. */
    public long startTime() {
        return engine.startMillis();
    }

    /** The version of Spark whose API this is. */
    public String version() {
        return "4.2.0";
    }

    /** Where the UI is, once it is open; none unless {@code spark.ui.enabled} is set. */
    public Option<String> uiWebUrl() {
        try {
            return Option.apply(observers.uiUrl());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Option.empty();
        }
    }

    /** Partitions that an RDD is given if nothing else decides. */
    public int defaultParallelism() {
        engine.ensureActive();
        return engine.defaultParallelism();
    }

    /** Partitions that a file is cut into at the least if nothing else decides: 1 or 2. */
    public int defaultMinPartitions() {
        return Math.min(defaultParallelism(), 2);
    }

    public SparkStatusTracker statusTracker() {
        return new SparkStatusTracker(this);
    }

    /** What is cached of the persisted RDDs, by id; those of which nothing is are left out. */
    public RDDInfo[] getRDDStorageInfo() {
        engine.ensureActive();
        return StorageInfos.of(engine);
    }

    /** By host and port of each executor the bytes that may be used for caching, and those of them that are left. */
    public scala.collection.Map<String, Tuple2<Object, Object>> getExecutorMemoryStatus() {
        engine.ensureActive();
        return StorageInfos.rooms(engine);
    }

    // ---- shared variables

    /** Shares a value with all tasks. */
    public <T> Broadcast<T> broadcast(T value, ClassTag<T> evidence) {
        engine.ensureActive();
        if (value instanceof RDD) {
            throw new IllegalArgumentException(
                    "requirement failed: Can not directly broadcast RDDs; instead, call collect() and broadcast the result.");
        }
        return newBroadcast(value);
    }

    /**
     * Shares a value with all tasks, of whatever kind it is: Java's {@code broadcast} asks no questions. Throws what serialising the value
     * throws, undeclared: tasks here get the value itself, but those of a cluster could not.
     */
    public <T> Broadcast<T> newBroadcast(T value) {
        engine.ensureActive();
        try {
            engine.isolation().checkSerializable(value);
            return broadcasts.create(value);
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** Makes a program's own accumulator known; {@link IllegalStateException} if it is already. */
    public void register(AccumulatorV2<?, ?> acc) {
        accumulators.register(acc, null, false);
    }

    /** Makes a program's own accumulator known under a name; {@link IllegalStateException} if it is already. */
    public void register(AccumulatorV2<?, ?> acc, String name) {
        accumulators.register(acc, name, false);
    }

    public LongAccumulator longAccumulator() {
        return longAccumulator(null);
    }

    public LongAccumulator longAccumulator(String name) {
        LongAccumulator accumulator = new LongAccumulator();
        register(accumulator, name);
        return accumulator;
    }

    public DoubleAccumulator doubleAccumulator() {
        return doubleAccumulator(null);
    }

    public DoubleAccumulator doubleAccumulator(String name) {
        DoubleAccumulator accumulator = new DoubleAccumulator();
        register(accumulator, name);
        return accumulator;
    }

    public <T> CollectionAccumulator<T> collectionAccumulator() {
        return collectionAccumulator(null);
    }

    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        CollectionAccumulator<T> accumulator = new CollectionAccumulator<>();
        register(accumulator, name);
        return accumulator;
    }

    // ---- properties of the calling thread, which go with its jobs

    /** Sets a property that goes with the jobs of this thread and of those it will start; null removes it. */
    public void setLocalProperty(String key, String value) {
        engine.localProperties().set(key, value);
    }

    /** Null if it is not set. */
    public String getLocalProperty(String key) {
        return engine.localProperties().get(key);
    }

    /** Says what the next jobs of this thread are for. */
    public void setJobDescription(String value) {
        setLocalProperty(JOB_DESCRIPTION, value);
    }

    /**
     * Puts the next jobs of this thread into a group, by which they can be cancelled.
     *
     * @param interruptOnCancel whether cancelling interrupts the threads of their tasks
     */
    public void setJobGroup(String groupId, String description, boolean interruptOnCancel) {
        setLocalProperty(JOB_DESCRIPTION, description);
        setLocalProperty(JOB_GROUP, groupId);
        setLocalProperty(INTERRUPT_ON_CANCEL, Boolean.toString(interruptOnCancel));
    }

    public void clearJobGroup() {
        setLocalProperty(JOB_DESCRIPTION, null);
        setLocalProperty(JOB_GROUP, null);
        setLocalProperty(INTERRUPT_ON_CANCEL, null);
    }

    /** Whether cancelling the next jobs of this thread interrupts the threads of their tasks. */
    public void setInterruptOnCancel(boolean interruptOnCancel) {
        setLocalProperty(INTERRUPT_ON_CANCEL, Boolean.toString(interruptOnCancel));
    }

    /** Marks the next jobs of this thread; {@link IllegalArgumentException} for an empty tag or one with a comma. */
    public void addJobTag(String tag) {
        tags.add(tag);
    }

    public void removeJobTag(String tag) {
        tags.remove(tag);
    }

    /** A copy of this thread's tags. */
    public Set<String> jobTags() {
        return tags.get();
    }

    public void clearJobTags() {
        tags.clear();
    }

    /** What the next RDDs and jobs of this thread show as their place in the program. */
    public void setCallSite(String shortCallSite) {
        setLocalProperty("callSite.short", shortCallSite);
    }

    public void clearCallSite() {
        setLocalProperty("callSite.short", null);
        setLocalProperty("callSite.long", null);
    }

    // ---- control

    /** Cancels the jobs of a group that run now. */
    public void cancelJobGroup(String groupId) {
        cancelJobGroup(groupId, null);
    }

    public void cancelJobGroup(String groupId, String reason) {
        engine.ensureActive();
        engine.cancelJobGroup(groupId, false, reason);
    }

    /** Cancels the jobs of a group, also those that will come. */
    public void cancelJobGroupAndFutureJobs(String groupId) {
        cancelJobGroupAndFutureJobs(groupId, null);
    }

    public void cancelJobGroupAndFutureJobs(String groupId, String reason) {
        engine.ensureActive();
        engine.cancelJobGroup(groupId, true, reason);
    }

    /** Cancels the jobs with a tag that run now. */
    public void cancelJobsWithTag(String tag) {
        cancelJobsWithTag(tag, null);
    }

    public void cancelJobsWithTag(String tag, String reason) {
        JobTagSet.requireValid(tag);
        engine.ensureActive();
        engine.cancelJobsWithTag(tag, reason);
    }

    public void cancelAllJobs() {
        engine.ensureActive();
        engine.cancelAllJobs();
    }

    public void cancelJob(int jobId) {
        cancelJob(jobId, null);
    }

    public void cancelJob(int jobId, String reason) {
        engine.cancelJob(jobId, reason);
    }

    /** Cancels the jobs that use a stage. */
    public void cancelStage(int stageId) {
        cancelStage(stageId, null);
    }

    public void cancelStage(int stageId, String reason) {
        engine.cancelStage(stageId, reason);
    }

    /**
     * Has one attempt of a task end; the task is tried again.
     *
     * @return whether such an attempt runs
     */
    public boolean killTaskAttempt(long taskId, boolean interruptThread, String reason) {
        boolean known = observers.status().isRunning(taskId);
        engine.killTask(taskId, interruptThread, reason);
        return known;
    }

    /** Tells a listener everything from now on, on the thread of the listener bus. */
    public void addSparkListener(SparkListenerInterface listener) {
        if (engine == null) {
            listeners.add(new ListenerBridge(listener));
            return;
        }
        engine.addListener(new ListenerBridge(listener));
    }

    public void removeSparkListener(SparkListenerInterface listener) {
        engine.removeListener(new ListenerBridge(listener));
    }

    /** How much is logged: ALL, DEBUG, ERROR, FATAL, INFO, OFF, TRACE or WARN. */
    public void setLogLevel(String logLevel) {
        LogLevels.setRoot(logLevel);
    }

    /** Ends the engine and everything it started; further calls do nothing. Not to be called by a listener. */
    public void stop() {
        stop(0);
    }

    /** Stops; {@code exitCode} is for those who watch a cluster. */
    public void stop(int exitCode) {
        boolean last = !engine.isStopped();
        engine.stop();
        if (last && plugins != null) {
            plugins.end();
        }
        stopObservers();
        files.close();
        SparkEnv.set(null);
        ActiveContexts.remove(this);
        if (last && engine.logsInfo()) {
            long uptimeMillis = System.currentTimeMillis() - startTime();
            LoggerFactory.getLogger("SparkContext")
                    .info("Successfully stopped SparkContext (Uptime: {} ms)", uptimeMillis);
        }
    }

    // ---- checkpoints

    /**
     * Where {@link RDD#checkpoint} writes: a new directory below {@code directory}; null: nowhere. An {@link java.io.IOException},
     * which is not declared, if it cannot be made.
     */
    public void setCheckpointDir(String directory) {
        engine.checkpoints().setDirectory(directory);
    }

    /** URI of the directory where checkpoints are written. */
    public Option<String> getCheckpointDir() {
        File directory = engine.checkpoints().directory();
        return directory == null ? Option.empty() : Option.apply(LocalPaths.uri(directory));
    }

    // ---- files

    /** Copies a file to where tasks find it: see {@link SparkFiles}. A path of this machine, or an URL. */
    public void addFile(String path) {
        files.addFile(path, false);
    }

    /**
     * Copies a file to where tasks find it: see {@link SparkFiles}.
     *
     * @param recursive whether it may be a directory; a {@link SparkException}, which is not declared, if not and it is one
     */
    public void addFile(String path, boolean recursive) {
        files.addFile(path, recursive);
    }

    /** The URIs of the files that were added. */
    public scala.collection.immutable.Seq<String> listFiles() {
        return CollectionConverters.asScala(files.files()).toSeq();
    }

    /** Unpacks an archive to where tasks find it, in a directory of its name, or of what follows {@code #}. */
    public void addArchive(String path) {
        files.addArchive(path);
    }

    /** The URIs of the archives that were added. */
    public scala.collection.immutable.Seq<String> listArchives() {
        return CollectionConverters.asScala(files.archives()).toSeq();
    }

    /** Has the tasks that begin from now on find the classes of a jar. What is wrong with it is told in the log. */
    public void addJar(String path) {
        files.addJar(path);
    }

    /** The URIs of the jars that were added. */
    public scala.collection.immutable.Seq<String> listJars() {
        return CollectionConverters.asScala(files.jars()).toSeq();
    }

    /** Resources of the driver beside cores, by name. */
    public scala.collection.Map<String, ResourceInformation> resources() {
        return CollectionConverters.asScala(resources);
    }

    // ---- executors: there is the one of this JVM

    /** False: none can be asked for. */
    // Spark's signature.
    @SuppressWarnings("UnusedVariable")
    public boolean requestExecutors(int numAdditionalExecutors) {
        warnOfExecutors("Requesting");
        return false;
    }

    /** False: none can be ended. */
    // Spark's signature.
    @SuppressWarnings("UnusedVariable")
    public boolean killExecutor(String executorId) {
        warnOfExecutors("Killing");
        return false;
    }

    private void warnOfExecutors(String what) {
        engine.ensureActive();
        LoggerFactory.getLogger("SparkContext").warn(what + " executors is not supported by current scheduler.");
    }

    /** None: pools are the scheduler's own. */
    // Spark's signature.
    @SuppressWarnings("UnusedVariable")
    public Option<org.apache.spark.scheduler.Schedulable> getPoolForName(String pool) {
        engine.ensureActive();
        return Option.empty();
    }

    // ---- RDDs

    /** The lines of text files, in at least about {@code minPartitions} partitions; a path may be a list, with globs. */
    public RDD<String> textFile(String path, int minPartitions) {
        engine.ensureActive();
        if (Hadoop.isNeededFor(path)) {
            return new RDD<>(
                    this,
                    Hadoop.bridge("textFile of " + path).textFile(engine, hadoopConfiguration(), path, minPartitions));
        }
        return new RDD<>(this, TextInput.textFile(engine, path, minPartitions));
    }

    /** Text files as pairs of name and text, in at least about {@code minPartitions} partitions. */
    public RDD<Tuple2<String, String>> wholeTextFiles(String path, int minPartitions) {
        engine.ensureActive();
        return new RDD<>(this, TextInput.wholeTextFiles(engine, path, minPartitions, TuplePairing.get()));
    }

    /** No partitions, no elements. */
    public <T> RDD<T> emptyRDD(ClassTag<T> evidence) {
        return new RDD<>(this, new EmptyRdd<>(engine));
    }

    /**
     * The numbers from {@code start} on, {@code end} excluded, boxed longs.
     *
     * @param step not 0; negative: downwards
     */
    public RDD<Object> range(long start, long end, long step, int numSlices) {
        engine.ensureActive();
        return new RDD<>(this, Ranges.of(engine, start, end, step, numSlices));
    }

    /** Files as pairs of name and a stream that a task opens. */
    public RDD<Tuple2<String, PortableDataStream>> binaryFiles(String path, int minPartitions) {
        engine.ensureActive();
        BinaryFileRdd.Packing packing = new BinaryFileRdd.Packing(
                Math.max(engine.defaultParallelism(), minPartitions),
                conf.getSizeAsBytes("spark.files.maxPartitionBytes", "128m"),
                conf.getSizeAsBytes("spark.files.openCostInBytes", "4m"));
        return new RDD<>(
                this, new BinaryFileRdd<>(engine, path, packing, TuplePairing.get(), new FileStream(hadoopSettings())));
    }

    private record FileStream(Map<String, String> hadoopSettings) implements Function1<String, PortableDataStream> {
        @Override
        public PortableDataStream call(String uri) {
            return PortableDataStream.ofFile(uri, hadoopSettings);
        }
    }

    private Map<String, String> hadoopSettings() {
        Map<String, String> settings = new HashMap<>();
        for (Tuple2<String, String> setting : conf.getAllWithPrefix("spark.hadoop.")) {
            settings.put("spark.hadoop." + setting._1(), setting._2());
        }
        return settings;
    }

    /** Hadoop's configuration, made when it is first asked for. */
    synchronized Object hadoopConfiguration(String member) {
        if (hadoopConfiguration == null) {
            hadoopConfiguration = Hadoop.bridge(member).configuration(conf);
        }
        return hadoopConfiguration;
    }

    /** The records of files, by an input format of Hadoop's older interface. */
    <K, V> RDD<Tuple2<K, V>> readFile(String member, String path, Class<?> inputFormat, int minPartitions) {
        engine.ensureActive();
        return new HadoopRDD<>(
                this,
                Hadoop.bridge(member).hadoopFile(engine, hadoopConfiguration(), path, inputFormat, minPartitions));
    }

    /**
     * The pairs of SequenceFiles, which share their objects: copy what is to be kept. {@link UnsupportedOperationException} if
     * ember-hadoop is not on the class path.
     */
    public <K, V> RDD<Tuple2<K, V>> sequenceFile(
            String path, Class<K> keyClass, Class<V> valueClass, int minPartitions) {
        return readFile("sequenceFile", path, null, minPartitions);
    }

    /** The same, in at least about {@link #defaultMinPartitions} partitions. */
    public <K, V> RDD<Tuple2<K, V>> sequenceFile(String path, Class<K> keyClass, Class<V> valueClass) {
        return sequenceFile(path, keyClass, valueClass, defaultMinPartitions());
    }

    /** What {@code saveAsObjectFile} has written, here or on Spark, in at least about {@code minPartitions} partitions. */
    public <T> RDD<T> objectFile(String path, int minPartitions, ClassTag<T> evidence) {
        engine.ensureActive();
        if (Hadoop.isNeededFor(path)) {
            return new RDD<>(
                    this,
                    ObjectFileRdd.unpack(Hadoop.bridge("objectFile of " + path)
                            .objectRecords(engine, hadoopConfiguration(), path, minPartitions)));
        }
        return new RDD<>(this, ObjectFileRdd.objects(engine, path, minPartitions));
    }
}
