// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.BarrierMethod;
import ember.model.BlockId;
import ember.model.BlockSizes;
import ember.model.CallSite;
import ember.model.Failures;
import ember.model.ImmutableContainers;
import ember.model.KeyEquality;
import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocality;
import ember.model.function.Function0;
import ember.rdd.Checkpoints;
import ember.rdd.JobRunner;
import ember.rdd.PartitionFunction;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import ember.rdd.ShuffleDependency;
import ember.shuffle.Segment;
import ember.storage.BlockLocks;
import ember.storage.BlockStore;
import ember.storage.disk.Compression;
import ember.storage.disk.DiskSettings;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One executor, what its tasks report, and lineage without an engine. */
final class ExecutorFixture implements TaskReports, JobRunner, Failures, Peers {
    final Isolation isolation = new Isolation(
            new Immutability(ImmutableContainers.NONE),
            new JavaSerialization(null),
            new DataSerialization(ImmutableContainers.NONE, null));
    final MemoryBudget memory = new MemoryBudget(1 << 20, 1 << 19);
    private final MemoryBudget offHeap = new MemoryBudget(0, 0);
    final BlockingQueue<Reported> reported = new LinkedBlockingQueue<>();
    final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final FrameFormat format = FrameFormat.of(Compression.NONE);
    private final Path directory = newDirectory();
    private final DiskSettings disk = new DiskSettings(format, format, format, List.of(directory));
    private final TempDirectory files = new TempDirectory(disk.directories());
    final Executor executor;
    boolean readsFigures;
    private int nextRddId;
    private int nextTaskId;

    record Reported(long taskId, TaskEnd end) {}

    /** A barrier task that waits for the others. */
    record Waiting(
            long taskId,
            int epoch,
            BarrierMethod method,
            @Nullable String message) {}

    ExecutorFixture() {
        this(TaskScope.NONE);
    }

    ExecutorFixture(TaskScope scope) {
        BlockStore blocks =
                new BlockStore(memory, offHeap, isolation.data(), files, disk.cached(), (id, status) -> {}, false);
        executor = new Executor(
                "0",
                "localhost",
                2,
                blocks,
                new Space(memory, offHeap, files, disk, false),
                isolation,
                this,
                this,
                scope,
                this);
    }

    @Override
    public @Nullable Segment segment(MapOutput output, int reducePartition) {
        return executor.segment(output, reducePartition);
    }

    @Override
    public boolean isThere(MapOutput output) {
        return executor.shuffles().isThere(output.shuffleId(), output.mapPartition(), output.writer());
    }

    /** There is no other executor. */
    @Override
    public <T> @Nullable Iterator<T> block(BlockId block, String asking, BlockLocks locks) {
        return null;
    }

    @Override
    public void drop(MapOutput output) {
        executor.shuffles().removeOutput(output.shuffleId(), output.mapPartition(), output.writer());
    }

    @Override
    public boolean readsFigures() {
        return readsFigures;
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "executor-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() throws InterruptedException {
        executor.close("test ends");
        if (!executor.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(10))) {
            throw new AssertionError("a task thread did not end");
        }
    }

    /** The files of map outputs. */
    List<Path> shuffleFiles() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith("shuffle-"))
                    .toList();
        }
    }

    /** The only one. */
    Path shuffleFile() throws IOException {
        List<Path> all = shuffleFiles();
        if (all.size() != 1) {
            throw new AssertionError("not one file but " + all);
        }
        return all.get(0);
    }

    // ---- tasks

    /** Runs {@code function} on partition 0 and waits for the task's end. */
    <T> TaskEnd run(Rdd<T> rdd, PartitionFunction<T, ?> function) throws Exception {
        launch(result(rdd, function), 0, List.of());
        return nextEnd();
    }

    <T> StageWork result(Rdd<T> rdd, PartitionFunction<T, ?> function) throws IOException {
        List<Object> closures = new ArrayList<>(rdd.closures());
        closures.add(function);
        StageWork work = StageWork.result(rdd, function, closures);
        work.prepare(isolation);
        return work;
    }

    StageWork shuffleMap(ShuffleDependency<?> dependency) throws IOException {
        StageWork work = StageWork.shuffleMap(dependency, List.of(dependency.spec()));
        work.prepare(isolation);
        return work;
    }

    long launch(StageWork work, int partition, List<MapOutputs> inputs) {
        return launch(work, partition, inputs, List.of());
    }

    long launch(StageWork work, int partition, List<MapOutputs> inputs, List<String> barrierAddresses) {
        long id = nextTaskId++;
        executor.launch(
                new TaskAttempt(
                        id, 5, 1, partition, partition, partition, 2, "0", "localhost", TaskLocality.ANY, false),
                work,
                inputs,
                Map.of("key", "value"),
                barrierAddresses);
        return id;
    }

    TaskEnd nextEnd() throws InterruptedException {
        Reported next = reported.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no task reported its end");
        }
        return next.end();
    }

    /** A snapshot in which a map output is said to be somewhere. */
    static MapOutputs inputs(int shuffleId, @Nullable MapOutput... outputs) {
        return new MapOutputs(shuffleId, 1, outputs);
    }

    static MapOutput output(int shuffleId, int mapPartition, long writer) {
        return new MapOutput(shuffleId, mapPartition, writer, "0", "localhost", BlockSizes.of(new long[] {10}));
    }

    @Override
    public void ended(long taskId, TaskEnd end) {
        reported.add(new Reported(taskId, end));
    }

    /** Nobody may commit. */
    @Override
    public boolean requestCommit(long taskId) {
        return false;
    }

    @Override
    public void barrierReached(long taskId, int epoch, BarrierMethod method, @Nullable String message) {
        waiting.add(new Waiting(taskId, epoch, method, message));
    }

    // ---- lineage

    /** The numbers [0, count) in each of two partitions. */
    Rdd<Integer> numbers(int count) {
        return new Source(this, count);
    }

    ShuffleDependency<Object> shuffle(Rdd<?> rdd) {
        OneReducer partitioner = new OneReducer();
        @SuppressWarnings("unchecked") // its elements are their own keys and values
        Rdd<Object> any = (Rdd<Object>) rdd;
        return new ShuffleDependency<>(
                any,
                partitioner,
                new ShuffleSpec<>(newShuffleId(), new Self(), partitioner, null, false, null, KeyEquality.JDK));
    }

    private record OneReducer() implements Partitioner {
        @Override
        public int numPartitions() {
            return 1;
        }

        @Override
        public int getPartition(Object key) {
            return 0;
        }
    }

    /** An element is its own key and value. */
    private static final class Self implements Pairing<Object> {
        @Override
        public Object key(Object pair) {
            return pair;
        }

        @Override
        public Object value(Object pair) {
            return pair;
        }

        @Override
        public Object of(Object key, Object value) {
            return key;
        }
    }

    // ---- what lineage needs of an engine, as far as tasks go

    @Override
    public void ensureActive() {}

    @Override
    public int newRddId() {
        return nextRddId++;
    }

    @Override
    public int newShuffleId() {
        return 3;
    }

    @Override
    public CallSite callSite() {
        return CallSite.EMPTY;
    }

    @Override
    public int defaultParallelism() {
        return 1;
    }

    @Override
    public @Nullable String setting(String key) {
        return null;
    }

    @Override
    public Failures failures() {
        return this;
    }

    @Override
    public void checkClosure(Object function) {}

    @Override
    public <V> Function0<V> copiesOf(V value) {
        return () -> value;
    }

    @Override
    public Runnable onBehalfOfCaller(Runnable work) {
        return work;
    }

    @Override
    public <T, U> void runJob(
            Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
        throw new UnsupportedOperationException("there is no engine");
    }

    @Override
    public <T, U> RunningJob submitJob(
            Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
        throw new UnsupportedOperationException("there is no engine");
    }

    @Override
    public void persisted(Rdd<?> rdd) {}

    @Override
    public void unpersisted(Rdd<?> rdd, boolean blocking) {}

    @Override
    public Checkpoints checkpoints() {
        throw new UnsupportedOperationException("there is no engine");
    }

    @Override
    public CachedSize cachedSize(Rdd<?> rdd) {
        throw new UnsupportedOperationException("there is no engine");
    }

    @Override
    public Exception failure(String message, @Nullable Throwable cause) {
        return new Exception(message, cause);
    }

    @Override
    public Exception driverFunctionFailed(Throwable cause) {
        return new Exception(cause);
    }

    @Override
    public Exception cancelled(String message) {
        return new Exception(message);
    }

    @Override
    public Exception unequalZip() {
        return new Exception("unequal zip");
    }

    @Override
    public Exception checkpointBlockLost(String block) {
        return new Exception("checkpoint block lost: " + block);
    }

    @Override
    public Exception notSerializable(String message, Throwable cause) {
        return new Exception(message, cause);
    }
}
