// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.listen.ListenerBus;
import ember.engine.loop.SchedulerLoop;
import ember.engine.planning.JobTemplate;
import ember.executor.Isolation;
import ember.executor.Space;
import ember.model.CallSite;
import ember.model.Failures;
import ember.model.event.EngineEvent;
import ember.model.function.Function0;
import ember.rdd.JobRunner;
import ember.rdd.JobSeries;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import ember.scheduler.Scheduler;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.ClosureCheck;
import ember.storage.serialize.NotSerializableClosure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One engine: its executors, its control loop, and the jobs that run on them. Any number may live in one JVM.
 *
 * <p>Safe for use by many threads, except from inside tasks. {@link #stop} ends everything it started.
 */
public final class EmberContext implements JobRunner {
    /** Spark's name of the one executor of local mode. */
    private static final String LOCAL_EXECUTOR = "driver";

    private final Settings settings;
    private final MasterUrl master;
    private final EnginePorts ports;
    private final Isolation isolation;
    private final ClosureCheck closureCheck;
    private final TempDirectory temporaryFiles;
    private final ListenerBus bus;
    private final Executors executors;
    private final Heartbeats heartbeats;
    private final EffectRunner effects;
    private final SchedulerLoop loop;
    private final Jobs jobs;
    private final LineageCleaner cleaner =
            new LineageCleaner(id -> post(new SchedulerEvent.ShuffleReleased(id)), this::dropBlocks);
    private final MemoryBudget memory;
    private final boolean logsInfo;

    private final ContextCheckpoints checkpoints;
    private final LocalProperties localProperties = new LocalProperties();
    private final AtomicInteger nextRddId = new AtomicInteger();
    private final AtomicInteger nextShuffleId = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CallSite createdAt = CallSites.find();
    private volatile CallSite stoppedAt = CallSite.EMPTY;
    private final long startMillis = System.currentTimeMillis();
    private final String applicationId = "local-" + startMillis;

    /**
     * Starts an engine.
     *
     * @param configuration {@code spark.master} and {@code spark.app.name} at the least
     * @throws IllegalArgumentException if a known key has a value that it cannot have
     */
    public EmberContext(Map<String, String> configuration, EnginePorts ports) {
        this.settings = new Settings(configuration, ports.failures());
        this.master = settings.master();
        // All that may be wrong with the configuration is found before anything starts.
        String applicationName = settings.applicationName();
        SchedulerConfig limits = settings.scheduler(master, startMillis);
        Space space = settings.space();
        this.memory = space.memory();
        int executorCount = settings.executorCount();
        long directResultBytes = settings.maxDirectResultBytes();
        settings.warnOfUnhonouredKeys();
        this.ports = ports;
        this.isolation = settings.isolation(ports.containers());
        this.closureCheck = new ClosureCheck(isolation.immutability());
        this.temporaryFiles = space.files();
        temporaryFiles.deleteLeftovers();
        this.executors = new Executors(isolation, ports, space);
        this.checkpoints = new ContextCheckpoints(executors, cleaner, localProperties, settings.cleansCheckpoints());
        checkpoints.setDirectory(settings.get("spark.checkpoint.dir"));
        this.bus = new ListenerBus(ports.watchers());
        Outbox outbox = new Outbox(settings.logLevel(), bus::isHeard);
        this.logsInfo = space.logsInfo();
        ports.listeners().forEach(bus::add);
        Map<Integer, JobHandle<?>> running = new ConcurrentHashMap<>();
        this.effects = new EffectRunner(executors, running, bus, isolation, ports.accumulators(), directResultBytes);
        this.loop = new SchedulerLoop(
                new Scheduler(limits, outbox),
                outbox,
                effects,
                space.disk().directories().get(0),
                this::broken);
        this.jobs = new Jobs(running, loop, bus, isolation, ports.failures(), cleaner);
        effects.answerTo(loop::post, loop::postAndTakeTurn);
        effects.disturbBy(settings.faults(this, master));
        loop.start();
        bus.post(new EngineEvent.ApplicationStarted(
                applicationName, applicationId, System.getProperty("user.name", ""), startMillis));
        Environment.tell(settings, !ports.listeners().isEmpty(), applicationId, startMillis, bus::post);
        addExecutors(executorCount);
        this.heartbeats = executors.heartbeats(settings.heartbeatNanos(), this::post, bus);
        if (limits.speculation().enabled() || bus.mayReadFigures()) {
            heartbeats.start();
        }
        ActiveContexts.add(this);
    }

    /** Local mode has one executor; {@code ember.executors} asks for more, with the threads dealt out to them, to rehearse losses. */
    private void addExecutors(int count) {
        if (count == 1) {
            addExecutor(LOCAL_EXECUTOR, master.threads());
            return;
        }
        for (int i = 0; i < count; i++) {
            addExecutor(Integer.toString(i), settings.slotsPerExecutor(master));
        }
    }

    /** Adds an executor that runs up to {@code slots} tasks at once; one of the same id is lost before. */
    public void addExecutor(String id, int slots) {
        ensureActive();
        executors.add(id, slots, effects.reports(), this::post);
        bus.post(executors.blockManagerAdded(id, System.currentTimeMillis()));
        post(new SchedulerEvent.ExecutorJoined(id, Executors.HOST, slots));
    }

    /** Loses an executor with all that it stores, as if its process had died. Its tasks run again elsewhere. */
    public void loseExecutor(String id, String reason) {
        if (executors.lose(id, reason)) {
            post(new SchedulerEvent.ExecutorLost(id, reason, false));
        }
    }

    /** Loses one map output, as if its file were gone; whoever reads it next finds out. */
    public void dropMapOutput(int shuffleId, int mapPartition, long writer) {
        executors.dropMapOutput(shuffleId, mapPartition, writer);
    }

    private void post(SchedulerEvent event) {
        loop.post(event);
    }

    private void broken(Throwable reason) {
        jobs.schedulerBroke(reason);
        effects.stop();
    }

    public LocalProperties localProperties() {
        return localProperties;
    }

    public String applicationId() {
        return applicationId;
    }

    /** Where it was made. */
    public CallSite createdAt() {
        return createdAt;
    }

    /** Whether what is not a warning is logged. */
    public boolean logsInfo() {
        return logsInfo;
    }

    public long startMillis() {
        return startMillis;
    }

    /** What data may take in memory, and takes. */
    public MemoryBudget memory() {
        return memory;
    }

    /** A path of its own below the context's temporary directory, which goes with the context. */
    public Path newTemporaryFile(String name) throws IOException {
        return temporaryFiles.newFile(name);
    }

    public Isolation isolation() {
        return isolation;
    }

    /** Tells a listener everything from now on, on the listeners' own thread. */
    public void addListener(EngineEvent.Handler listener) {
        bus.add(listener);
        heartbeats.start();
    }

    public void removeListener(EngineEvent.Handler listener) {
        bus.remove(listener);
    }

    /** The persisted RDDs that the program still holds. */
    public List<Rdd<?>> persistedRdds() {
        return cleaner.persisted();
    }

    public void cancelJob(int jobId, @Nullable String reason) {
        jobs.cancel(jobId, reason);
    }

    public void cancelStage(int stageId, @Nullable String reason) {
        post(new SchedulerEvent.StageCancelled(stageId, reason));
    }

    /** @param futureJobsToo refuse jobs that are submitted with this group later */
    public void cancelJobGroup(String group, boolean futureJobsToo, @Nullable String reason) {
        post(new SchedulerEvent.GroupCancelled(group, futureJobsToo, reason));
    }

    public void cancelJobsWithTag(String tag, @Nullable String reason) {
        post(new SchedulerEvent.TagCancelled(tag, reason));
    }

    public void cancelAllJobs() {
        post(new SchedulerEvent.AllJobsCancelled());
    }

    public void killTask(long taskId, boolean interrupt, String reason) {
        post(new SchedulerEvent.TaskKillRequested(taskId, interrupt, reason));
    }

    /** Whether nothing is left of any job: no stage, no task set, no running attempt. */
    boolean isIdle() {
        return loop.isIdle();
    }

    public boolean isStopped() {
        return stopped.get();
    }

    @Override
    public void ensureActive() {
        if (stopped.get()) {
            throw new IllegalStateException(ActiveContexts.stoppedMessage(createdAt, stoppedAt));
        }
    }

    @Override
    public int newRddId() {
        return nextRddId.getAndIncrement();
    }

    @Override
    public int newShuffleId() {
        return nextShuffleId.getAndIncrement();
    }

    @Override
    public CallSite callSite() {
        CallSite given = localProperties.callSite();
        return given == null ? CallSites.find() : given;
    }

    @Override
    public int defaultParallelism() {
        return settings.intValue("spark.default.parallelism", master.threads());
    }

    @Override
    public @Nullable String setting(String key) {
        return settings.get(key);
    }

    @Override
    public Failures failures() {
        return ports.failures();
    }

    @Override
    public void checkClosure(Object function) {
        try {
            closureCheck.check(function);
        } catch (NotSerializableClosure e) {
            throw Failures.<RuntimeException>sneaky(ports.failures()
                    .notSerializable(String.valueOf(e.getMessage()), e.getCause() == null ? e : e.getCause()));
        }
    }

    @Override
    public <V> Function0<V> copiesOf(V value) throws Exception {
        if (isolation.immutability().isImmutable(value)) {
            return () -> value;
        }
        return new CopiesOf<>(isolation.closures().toBytes(value));
    }

    @Override
    public Runnable onBehalfOfCaller(Runnable work) {
        return localProperties.carriedBy(work, callSite());
    }

    @Override
    public <T, U> void runJob(
            Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
        Runnable ifItFails = checkpoints.beforeJob(rdd);
        try {
            series(rdd).run(function, partitions, handler);
            checkpoints.afterJob(rdd);
        } catch (Exception e) {
            ifItFails.run();
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    @Override
    public <T, U> RunningJob submitJob(
            Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
        return series(rdd).submit(function, partitions, handler);
    }

    @Override
    public <T> JobSeries<T> series(Rdd<T> rdd) {
        return new Series<>(new JobTemplate<>(rdd, jobs::take), this, jobs);
    }

    @Override
    public void persisted(Rdd<?> rdd) {
        cleaner.watchPersisted(rdd);
    }

    @Override
    public void unpersisted(Rdd<?> rdd, boolean blocking) {
        if (cleaner.forgetPersisted(rdd)) {
            dropBlocks(rdd.id());
        }
    }

    /** Gives up the outputs of the shuffles behind an RDD, up to the next persisted ones; they are made again if needed. */
    public void releaseShuffles(Rdd<?> rdd) {
        LineageCleaner.shufflesBehind(rdd).forEach(id -> post(new SchedulerEvent.ShuffleReleased(id)));
    }

    private void dropBlocks(int rddId) {
        executors.dropBlocks(rddId);
        post(new SchedulerEvent.RddUnpersisted(rddId));
    }

    @Override
    public ContextCheckpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public CachedSize cachedSize(Rdd<?> rdd) {
        return executors.cachedSize(rdd);
    }

    /** By executor the bytes that cached partitions may take in memory, and those of them that are left. */
    public Map<String, StorageRoom> storageRooms() {
        return executors.storageRooms();
    }

    /**
     * Ends the engine: running jobs fail as cancelled, their tasks are killed, listeners are told everything, stored data goes, and
     * every thread ends. Further calls do nothing. What an interrupted caller waits for may end later.
     *
     * <p>Throws the exception of {@link Failures#failure}, which is not declared, if a listener calls it.
     */
    public void stop() {
        if (bus.isListenerThread()) {
            throw Failures.<RuntimeException>sneaky(
                    failures().failure("Cannot stop SparkContext within listener bus thread.", null));
        }
        // Spark names the last call, also one that had nothing left to stop.
        stoppedAt = CallSites.find();
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        ActiveContexts.remove(this);
        bus.post(new EngineEvent.ApplicationEnded(System.currentTimeMillis()));
        Endings endings = new Endings();
        endings.end(loop::stop);
        effects.stop();
        jobs.schedulerStopped();
        endings.end(heartbeats::stop);
        endings.end(() -> executors.stop("SparkContext was shut down"));
        endings.end(bus::stop);
        temporaryFiles.close();
        endings.done();
    }
}
