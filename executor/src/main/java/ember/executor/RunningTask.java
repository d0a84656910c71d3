// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.Aggregator;
import ember.model.BlockId;
import ember.model.CoGroupBuffer;
import ember.model.Failures;
import ember.model.MapOutputs;
import ember.model.Pairing;
import ember.model.StorageLevel;
import ember.model.SubtractBuffer;
import ember.model.TaskAttempt;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.rdd.BarrierGroup;
import ember.rdd.PartitionRecorder;
import ember.rdd.Rdd;
import ember.rdd.RecordSink;
import ember.rdd.ShuffleDependency;
import ember.rdd.TaskContext;
import ember.shuffle.Segment;
import ember.shuffle.group.GroupMap;
import ember.shuffle.group.SubtractMap;
import ember.shuffle.spill.SpillSpace;
import ember.storage.BlockLocks;
import ember.storage.BlockSource;
import ember.storage.BlockStatus;
import ember.storage.compress.Lz4;
import ember.storage.memory.TaskMemory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A task attempt while it runs: what its code sees of the engine, and what the engine notes of it. */
final class RunningTask implements TaskContext {
    private final TaskAttempt attempt;
    private final int numPartitions;
    private final Map<String, String> properties;
    private final ShuffleInputs shuffles;
    private final Executor executor;
    private final TaskMemory memory;
    private final BlockLocks locks = new BlockLocks();
    private final SpillSpace spills;
    private final @Nullable BarrierSync barrier;
    private final TaskMetrics.Builder metrics = new TaskMetrics.Builder();
    private final TaskListeners listeners = new TaskListeners(this);

    private ClosureSet.@Nullable Opened closures;
    private boolean commitDenied;
    /** Guards itself and the setting of {@link #killReason}. */
    private final List<InterruptListener> onInterrupt = new ArrayList<>(0);

    private volatile @Nullable String killReason;

    RunningTask(
            TaskAttempt attempt,
            int numPartitions,
            Map<String, String> properties,
            List<MapOutputs> inputs,
            List<String> barrierAddresses,
            Executor executor) {
        this.attempt = attempt;
        this.numPartitions = numPartitions;
        this.properties = properties;
        this.shuffles = new ShuffleInputs(inputs, this, executor.peers());
        this.executor = executor;
        this.memory = executor.space().memory().newTask();
        this.spills = executor.space().newSpills(memory, executor.isolation().data(), metrics);
        this.barrier = barrierAddresses.isEmpty() ? null : new BarrierSync(this, executor.reports(), barrierAddresses);
    }

    TaskAttempt attempt() {
        return attempt;
    }

    SpillSpace spills() {
        return spills;
    }

    /** The most that the task's structures held in memory. */
    long peakMemoryBytes() {
        return memory.peakBytes();
    }

    /** What the task reads of map outputs. */
    ShuffleInputs shuffles() {
        return shuffles;
    }

    /** Gives back memory and files: nothing of the task is used any more. */
    void release() {
        locks.close();
        shuffles.close();
        spills.close();
        memory.close();
    }

    TaskListeners listeners() {
        return listeners;
    }

    void open(ClosureSet.Opened opened) {
        closures = opened;
    }

    boolean commitDenied() {
        return commitDenied;
    }

    /** Why the task was asked to end; null: it was not. */
    @Nullable
    String killReason() {
        return killReason;
    }

    /** Notes that the task was asked to end, and has its listeners told on a thread of their own: they are the user's code. */
    void kill(String reason) {
        List<InterruptListener> toTell;
        synchronized (onInterrupt) {
            if (killReason != null) {
                return;
            }
            killReason = reason;
            toTell = List.copyOf(onInterrupt);
        }
        if (barrier != null) {
            barrier.wake();
        }
        if (!toTell.isEmpty()) {
            Thread teller = new Thread(() -> tellInterrupted(toTell, reason), "task-interrupt-listeners");
            teller.setDaemon(true);
            teller.start();
        }
    }

    private void tellInterrupted(List<InterruptListener> listeners, String reason) {
        for (int i = listeners.size() - 1; i >= 0; i--) {
            try {
                listeners.get(i).onInterrupt(this, reason);
            } catch (RuntimeException e) {
                LoggerFactory.getLogger("Executor").error("An interrupt listener of {} failed", attempt.label(), e);
            }
        }
    }

    /** The answer to the sync that it waits in, if it does. */
    void barrierAnswered(List<@Nullable String> messages, @Nullable String failure) {
        if (barrier != null) {
            barrier.answered(messages, failure);
        }
    }

    @Override
    public @Nullable BarrierGroup barrierGroup() {
        return barrier;
    }

    @Override
    public int stageId() {
        return attempt.stageId();
    }

    @Override
    public int stageAttemptNumber() {
        return attempt.stageAttempt();
    }

    @Override
    public int partitionId() {
        return attempt.partition();
    }

    @Override
    public int numPartitions() {
        return numPartitions;
    }

    @Override
    public int attemptNumber() {
        return attempt.attemptNumber();
    }

    @Override
    public long taskAttemptId() {
        return attempt.taskId();
    }

    @Override
    public @Nullable String localProperty(String key) {
        return properties.get(key);
    }

    @Override
    public Failures failures() {
        return executor.failures();
    }

    @Override
    public TaskMetrics.Builder metrics() {
        return metrics;
    }

    @Override
    public boolean isCompleted() {
        return listeners.isCompleted();
    }

    @Override
    public boolean isFailed() {
        return listeners.isFailed();
    }

    @Override
    public boolean isInterrupted() {
        return killReason != null;
    }

    @Override
    public void throwIfKilled() {
        String reason = killReason;
        if (reason != null) {
            throw new TaskKilledException(reason);
        }
    }

    @Override
    public void addCompletionListener(CompletionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void addFailureListener(FailureListener listener) {
        listeners.add(listener);
    }

    @Override
    public void addInterruptListener(InterruptListener listener) {
        synchronized (onInterrupt) {
            if (killReason == null) {
                onInterrupt.add(listener);
                return;
            }
        }
        String reason = killReason;
        listener.onInterrupt(this, reason == null ? "" : reason);
    }

    @Override
    public <F> F closure(F original) {
        ClosureSet.Opened opened = closures;
        if (opened == null) {
            throw new IllegalStateException("closures are opened by the task itself, after it has started");
        }
        return opened.get(original);
    }

    /** What is read of a partition, and the element-wise steps still to be done. */
    ElementRun open(Rdd<?> rdd, int partition) throws Exception {
        return rdd.storageLevel().isValid() || rdd.recorder() != null
                ? new ElementRun(read(rdd, partition), List.of())
                : IteratorPipeline.open(rdd, partition, this);
    }

    @Override
    public <T> Iterator<T> read(Rdd<T> rdd, int partition) throws Exception {
        StorageLevel level = rdd.storageLevel();
        if (!level.isValid()) {
            PartitionRecorder recorder = rdd.recorder();
            return recorder == null
                    ? IteratorPipeline.compute(rdd, partition, this)
                    : recorder.read(partition, this, () -> IteratorPipeline.compute(rdd, partition, this));
        }
        BlockId block = new BlockId.RddBlock(rdd.id(), partition);
        Iterator<T> elsewhere = elsewhere(block);
        if (elsewhere != null) {
            return new CachedElements<>(elsewhere, this);
        }
        boolean[] computed = new boolean[1];
        BlockSource<T> source = () -> {
            computed[0] = true;
            return computeBlock(rdd, partition, level);
        };
        Iterator<T> elements = executor.blocks().getOrCompute(block, level, source, locks);
        if (computed[0]) {
            return new KillableIterator<>(elements, this);
        }
        BlockStatus status = executor.blocks().status(block);
        metrics.add(TaskMetric.INPUT_BYTES_READ, status.memoryBytes() + status.diskBytes());
        return new CachedElements<>(elements, this);
    }

    /** A block that only another executor has, copied as if it had been sent; null: it is here, or nowhere. */
    private <T> @Nullable Iterator<T> elsewhere(BlockId block) throws Exception {
        if (executor.blocks().status(block).level().isValid()) {
            return null;
        }
        Iterator<T> elements = executor.peers().block(block, executor.id(), locks);
        return elements == null ? null : new CopyingIterator<>(elements, executor.isolation());
    }

    /**
     * A killed task stores nothing more: its executor may have dropped all that it stores already. Groups that are stored as objects
     * refer to the task's files.
     */
    private <T> Iterator<T> computeBlock(Rdd<T> rdd, int partition, StorageLevel level) throws Exception {
        throwIfKilled();
        if (level.useMemory() && level.deserialized()) {
            spills.letValuesLeave();
        }
        return IteratorPipeline.compute(rdd, partition, this);
    }

    @Override
    public <P> Iterator<P> readShuffle(ShuffleDependency<P> dependency, int from, int until) throws Exception {
        List<Segment> segments = shuffles.segments(dependency.shuffleId(), from, until);
        return executor.shuffleReader().read(closure(dependency.spec()), segments, this::onRecordRead, spills);
    }

    private void onRecordRead() {
        throwIfKilled();
        metrics.add(TaskMetric.SHUFFLE_RECORDS_READ, 1);
    }

    @Override
    public <T> T isolate(T data) throws Exception {
        Isolation isolation = executor.isolation();
        return isolation.isShareable(data) ? data : isolation.data().copy(data);
    }

    @Override
    public RecordSink recordSink(OutputStream out, boolean compressed) throws IOException {
        return new SerializingSink(
                executor.isolation().closures().newWriter(compressed ? Lz4.compress(out) : out), out);
    }

    @Override
    public <T> Iterator<T> readRecords(InputStream in, boolean compressed) throws Exception {
        addCompletionListener(ended -> in.close());
        InputStream plain = compressed ? Lz4.decompress(in) : new BufferedInputStream(in);
        return executor.isolation().closures().newReader(plain).untilEnd();
    }

    @Override
    public <P> Iterator<P> combine(Iterator<P> records, Pairing<P> pairing, Aggregator aggregator) throws Exception {
        return executor.shuffleReader().combine(records, pairing, aggregator, spills);
    }

    @Override
    public <P> Iterator<P> sort(Iterator<P> records, Pairing<P> pairing, Comparator<Object> keyOrdering)
            throws Exception {
        return executor.shuffleReader().sort(records, pairing, keyOrdering, spills);
    }

    @Override
    public CoGroupBuffer coGroupBuffer(int sides) {
        return new GroupMap(sides, spills);
    }

    @Override
    public SubtractBuffer subtractBuffer() {
        return new SubtractMap(spills);
    }

    @Override
    public boolean mayCommit() throws InterruptedException {
        boolean allowed = executor.reports().requestCommit(attempt.taskId());
        commitDenied |= !allowed;
        return allowed;
    }
}
