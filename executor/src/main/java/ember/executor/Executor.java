// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.Failures;
import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.Threads;
import ember.model.event.TaskProgress;
import ember.shuffle.Segment;
import ember.shuffle.ShuffleStore;
import ember.shuffle.read.ShuffleReader;
import ember.shuffle.write.ShuffleWriter;
import ember.storage.BlockStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A group of slots with a block store and a shuffle store of its own.
 *
 * <p>It starts what it is told to: that it is never told more than it has slots is the scheduler's business. Threads are daemons and
 * made when first needed.
 */
public final class Executor {
    /** Deep lineages of cached or user-written iterators nest; address space that is not touched costs nothing. */
    private static final long STACK_BYTES = 64L << 20;

    private static final long IDLE_SECONDS = 60;

    private final String id;
    private final String host;
    private final int slots;
    private final BlockStore blocks;
    private final Space space;
    private final ShuffleStore shuffles;
    private final TaskReports reports;
    private final TaskScope scope;
    private final Peers peers;
    private final Isolation isolation;
    private final Failures failures;
    private final ShuffleWriter shuffleWriter;
    private final ShuffleReader shuffleReader = new ShuffleReader();
    private final ThreadPoolExecutor threads;
    /** Those that may live, so that the end can be waited for. */
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    private final Map<Long, TaskRunner> running = new ConcurrentHashMap<>();
    /** Held while a task is launched, so that none slips past {@link #close}. */
    private final Object launching = new Object();

    private boolean closed;

    /** Tasks for the threads of which {@link #vacant} says how many there are; never more than those. */
    private final ArrayDeque<TaskRunner> handed = new ArrayDeque<>();

    /** Threads that tell the end of a task, and then take another one or go idle. */
    private int vacant;

    /** @param peers where map outputs are read from, this executor's own included */
    public Executor(
            String id,
            String host,
            int slots,
            BlockStore blocks,
            Space space,
            Isolation isolation,
            Failures failures,
            TaskReports reports,
            TaskScope scope,
            Peers peers) {
        this.id = id;
        this.host = host;
        this.slots = slots;
        this.blocks = blocks;
        this.space = space;
        this.reports = reports;
        this.scope = scope;
        this.peers = peers;
        this.isolation = isolation;
        this.failures = failures;
        this.shuffles = new ShuffleStore(space.memory(), space.files(), isolation.data(), space.outputFormat());
        this.shuffleWriter = new ShuffleWriter(
                isolation.immutability(), isolation.data(), space.outputFormat(), shuffles::outgrowsMemory);
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::newThread);
    }

    private Thread newThread(Runnable body) {
        // Nothing is inherited from the loop's thread, which has it from whoever made the context.
        Thread thread = Threads.daemon(body, "Executor task launch worker", STACK_BYTES);
        made.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
        made.add(thread);
        return thread;
    }

    public String id() {
        return id;
    }

    public String host() {
        return host;
    }

    public int slots() {
        return slots;
    }

    public BlockStore blocks() {
        return blocks;
    }

    Space space() {
        return space;
    }

    public ShuffleStore shuffles() {
        return shuffles;
    }

    TaskReports reports() {
        return reports;
    }

    Peers peers() {
        return peers;
    }

    Failures failures() {
        return failures;
    }

    Isolation isolation() {
        return isolation;
    }

    ShuffleReader shuffleReader() {
        return shuffleReader;
    }

    ShuffleWriter shuffleWriter() {
        return shuffleWriter;
    }

    /**
     * Starts a task attempt with the functions of the stage attempt that was prepared last; its end is reported once. No effect after
     * {@link #close}: whoever closes an executor reports that all its tasks are lost.
     *
     * @param barrierAddresses for a barrier task the addresses of all tasks of its attempt, by partition; empty for any other
     */
    public void launch(
            TaskAttempt attempt,
            StageWork work,
            List<MapOutputs> inputs,
            Map<String, String> properties,
            List<String> barrierAddresses) {
        RunningTask task =
                new RunningTask(attempt, work.rdd().numPartitions(), properties, inputs, barrierAddresses, this);
        TaskRunner runner = new TaskRunner(task, work, work.closures(), this, scope);
        synchronized (launching) {
            if (closed) {
                return;
            }
            running.put(attempt.taskId(), runner);
            if (vacant > handed.size()) {
                handed.add(runner);
                return;
            }
            try {
                threads.execute(runner);
            } catch (OutOfMemoryError e) {
                // The system gives no more threads, which is this task's failure and no one else's.
                ended(attempt.taskId(), runner.threw(e));
            }
        }
    }

    /**
     * How far the tasks that run here have come, by task id.
     *
     * @param withAccumulators whether to tell what they have added to accumulators, too
     */
    public List<TaskProgress> progress(boolean withAccumulators) {
        List<TaskProgress> tasks = new ArrayList<>();
        for (TaskRunner runner : running.values()) {
            tasks.add(runner.progress(withAccumulators));
        }
        tasks.sort(Comparator.comparingLong(TaskProgress::taskId));
        return tasks;
    }

    /** Asks a task to end; no effect if it is not running here. */
    public void kill(long taskId, boolean interrupt, String reason) {
        TaskRunner runner = running.get(taskId);
        if (runner != null) {
            runner.kill(interrupt, reason);
        }
    }

    /**
     * Answers a barrier task that waits for the others; no effect if it is not running here.
     *
     * @param messages what each task brought, by partition, if all have come
     * @param failure why it waits in vain; null: all have come
     */
    public void answerBarrier(long taskId, List<@Nullable String> messages, @Nullable String failure) {
        TaskRunner runner = running.get(taskId);
        if (runner != null) {
            runner.barrierAnswered(messages, failure);
        }
    }

    /**
     * Reports the end of a task, which this thread has run.
     *
     * @return the task for this thread to run next; null: there is none
     */
    @Nullable
    TaskRunner endedAndNext(long taskId, TaskEnd end) {
        synchronized (launching) {
            vacant++;
        }
        ended(taskId, end);
        synchronized (launching) {
            vacant--;
            return handed.poll();
        }
    }

    private void ended(long taskId, TaskEnd end) {
        if (running.remove(taskId) != null) {
            reports.ended(taskId, end);
        }
    }

    /** A part of an output that this executor keeps; null: it does not. */
    public @Nullable Segment segment(MapOutput output, int reducePartition) {
        return shuffles.segment(output.shuffleId(), output.mapPartition(), output.writer(), reducePartition);
    }

    /**
     * Ends: running tasks are killed and interrupted and report nothing more, stored data is dropped.
     *
     * @param reason told to the tasks
     */
    public void close(String reason) {
        synchronized (launching) {
            closed = true;
        }
        for (Long taskId : List.copyOf(running.keySet())) {
            TaskRunner runner = running.remove(taskId);
            if (runner != null) {
                runner.kill(true, reason);
            }
        }
        threads.shutdown();
        shuffles.close();
        blocks.close();
    }

    /**
     * Waits until the threads of a closed executor have ended.
     *
     * @param deadlineNanos the value of {@link System#nanoTime} until which to wait at most
     * @return whether they have, in time
     */
    public boolean awaitEnd(long deadlineNanos) throws InterruptedException {
        for (Thread thread : made) {
            thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }
}
