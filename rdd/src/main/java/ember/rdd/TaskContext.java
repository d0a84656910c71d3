// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.Aggregator;
import ember.model.CoGroupBuffer;
import ember.model.Failures;
import ember.model.Pairing;
import ember.model.SubtractBuffer;
import ember.model.TaskMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What a task knows of itself, and its way to data. Used by the task's thread, except {@link #isInterrupted}. */
public interface TaskContext {
    int stageId();

    int stageAttemptNumber();

    int partitionId();

    /** Number of tasks' partitions of the RDD that the stage computes. */
    int numPartitions();

    /** 0 for a task's first launch in its stage attempt. */
    int attemptNumber();

    /** Unique in the context. */
    long taskAttemptId();

    /** A property of the thread that submitted the job, as it was then; null: not set. */
    @Nullable
    String localProperty(String key);

    boolean isCompleted();

    boolean isFailed();

    /** Whether the task was asked to end; any thread may ask. */
    boolean isInterrupted();

    /** Throws the exception that ends a killed task, if this one was killed. */
    void throwIfKilled();

    /** Runs at the task's end, however it ends, the last added first; at once if the task has ended. */
    void addCompletionListener(CompletionListener listener);

    /** Runs when the task's body failed, before the completion listeners; at once if it has failed. */
    void addFailureListener(FailureListener listener);

    /** Runs once when the task is asked to end, on a thread other than the task's; at once if it was asked already. */
    void addInterruptListener(InterruptListener listener);

    /** This task's own copy of something that was captured when the job was submitted: see architecture, isolation. */
    <F> F closure(F original);

    /** The elements of the partition at index {@code partition}: from the cache, from a checkpoint, or computed. */
    <T> Iterator<T> read(Rdd<T> rdd, int partition) throws Exception;

    /** The records of reduce partitions [from, until) of a shuffle, combined and ordered as its spec says. */
    <P> Iterator<P> readShuffle(ShuffleDependency<P> dependency, int from, int until) throws Exception;

    /** A copy of driver-side data that only this task sees; the data itself if it can never change. */
    <T> T isolate(T data) throws Exception;

    /**
     * Takes records to be serialised one after another; the caller closes it, and the stream with it.
     *
     * @param compressed by the engine's codec
     */
    RecordSink recordSink(OutputStream out, boolean compressed) throws IOException;

    /** Reads what {@link #recordSink} wrote, as it is asked for; the stream is closed at its end, or the task's. */
    <T> Iterator<T> readRecords(InputStream in, boolean compressed) throws Exception;

    /** Combines the values of each key on the spot: what a shuffle's reduce side would do, were the records not in place already. */
    <P> Iterator<P> combine(Iterator<P> records, Pairing<P> pairing, Aggregator aggregator) throws Exception;

    /** Orders records by key on the spot; records with equal keys keep their order. */
    <P> Iterator<P> sort(Iterator<P> records, Pairing<P> pairing, Comparator<Object> keyOrdering) throws Exception;

    /** An empty buffer to gather the values of each key from that many sides. */
    CoGroupBuffer coGroupBuffer(int sides) throws Exception;

    /** An empty buffer for pairs of which some keys will be taken out. */
    SubtractBuffer subtractBuffer() throws Exception;

    /** Makes the exceptions that users see. */
    Failures failures();

    /** Counters of this task that its code adds to: input read, output written. */
    TaskMetrics.Builder metrics();

    /** Asks whether this attempt may make its output visible; at most one attempt of a partition is told yes. Ask once. */
    boolean mayCommit() throws InterruptedException;

    /** The tasks that this one can wait for; null: its stage is no barrier stage. */
    @Nullable
    BarrierGroup barrierGroup();

    /** Told at a task's end. */
    interface CompletionListener {
        void onCompletion(TaskContext context) throws Exception;
    }

    /** Told when a task failed. */
    interface FailureListener {
        void onFailure(TaskContext context, Throwable failure) throws Exception;
    }

    /** Told when a task is asked to end. */
    interface InterruptListener {
        void onInterrupt(TaskContext context, String reason);
    }
}
