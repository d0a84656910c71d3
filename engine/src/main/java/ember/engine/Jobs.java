// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.listen.ListenerBus;
import ember.engine.loop.SchedulerLoop;
import ember.engine.planning.JobTemplate;
import ember.executor.Isolation;
import ember.model.CallSite;
import ember.model.Failures;
import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.rdd.PartitionFunction;
import ember.rdd.ResultHandler;
import ember.rdd.ShuffleDependency;
import ember.scheduler.event.SchedulerEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Turns actions into jobs and keeps track of those that run. */
final class Jobs {
    /** More blocks than this in a shuffle deserve a warning. */
    private static final long MANY_BLOCKS = 1L << 30;

    private final AtomicInteger nextJobId = new AtomicInteger();
    private final Map<Integer, JobHandle<?>> running;
    private final SchedulerLoop loop;
    private final ListenerBus bus;
    private final Isolation isolation;
    private final Failures failures;
    private final LineageCleaner cleaner;
    /** How jobs end that the scheduler will not end, by job id; null: it ends all. */
    private volatile @Nullable IntFunction<JobOutcome> scheduleOver;

    Jobs(
            Map<Integer, JobHandle<?>> running,
            SchedulerLoop loop,
            ListenerBus bus,
            Isolation isolation,
            Failures failures,
            LineageCleaner cleaner) {
        this.running = running;
        this.loop = loop;
        this.bus = bus;
        this.isolation = isolation;
        this.failures = failures;
        this.cleaner = cleaner;
    }

    <T, U> JobHandle<U> submit(
            JobTemplate<T> template,
            PartitionFunction<T, U> function,
            int[] partitions,
            ResultHandler<U> handler,
            CallSite callSite,
            Map<String, String> properties) {
        checkRange(partitions, template.rdd().numPartitions());
        cleaner.releaseUnreachable();
        // What cannot be planned takes no number.
        template.prepare();
        int jobId = nextJobId.getAndIncrement();
        JobHandle<U> handle = new JobHandle<>(jobId, handler, failures, isolation, this::cancel);
        if (partitions.length == 0) {
            endAtOnce(handle, callSite, properties);
            return handle;
        }
        SchedulerEvent submitted =
                new SchedulerEvent.JobSubmitted(template.plan(jobId, function, partitions, callSite, properties));
        running.put(jobId, handle);
        loop.post(submitted);
        // Whoever ends the scheduler looks at the running jobs after saying so: one of us sees the other.
        IntFunction<JobOutcome> over = scheduleOver;
        if (over != null) {
            end(handle, over);
        }
        return handle;
    }

    /** A job will read this shuffle, perhaps the first. Spark looks at the number of blocks when the shuffle is defined (SPARK-39771); partitions are listed only now. */
    void take(ShuffleDependency<?> shuffle) {
        String warning = cleaner.watch(shuffle) ? warningOfBlocks(shuffle) : null;
        if (warning != null) {
            LoggerFactory.getLogger("ShuffleDependency").warn(warning);
        }
    }

    /** Null: the shuffle is not remarkable. */
    static @Nullable String warningOfBlocks(ShuffleDependency<?> shuffle) {
        int maps = shuffle.rdd().numPartitions();
        long blocks = (long) maps * shuffle.partitioner().numPartitions();
        return blocks <= MANY_BLOCKS
                ? null
                : "The number of shuffle blocks (" + blocks + ") for shuffleId " + shuffle.shuffleId() + " for "
                        + shuffle.rdd() + " with " + maps + " partitions is possibly too large, which could cause the"
                        + " driver to crash with an out-of-memory error. Consider decreasing the number of partitions in"
                        + " this shuffle stage.";
    }

    private static void checkRange(int[] partitions, int count) {
        for (int partition : partitions) {
            if (partition < 0 || partition >= count) {
                throw new IllegalArgumentException("Attempting to access a non-existent partition: " + partition
                        + ". Total number of partitions: " + count);
            }
        }
    }

    /** A job of no partitions has events but nothing to schedule. */
    private void endAtOnce(JobHandle<?> handle, CallSite callSite, Map<String, String> properties) {
        Map<String, String> described = new HashMap<>(properties);
        described.putIfAbsent("spark.job.description", callSite.shortForm());
        long now = System.currentTimeMillis();
        bus.post(new EngineEvent.JobStarted(handle.jobId(), now, List.of(), described));
        bus.post(new EngineEvent.JobEnded(handle.jobId(), now, JobOutcome.SUCCEEDED));
        handle.end(JobOutcome.SUCCEEDED);
    }

    void cancel(int jobId, @Nullable String reason) {
        loop.post(new SchedulerEvent.JobCancelled(jobId, reason));
    }

    /** The scheduler broke: no job can end well. */
    void schedulerBroke(Throwable reason) {
        endAll(id -> new JobOutcome.Aborted("Job aborted: the engine's scheduler broke: " + reason, reason));
    }

    /** The scheduler has ended: jobs that reached it too late end as it would have ended them. */
    void schedulerStopped() {
        endAll(id -> new JobOutcome.Cancelled("Job " + id + " cancelled because SparkContext was shut down", true));
    }

    private void endAll(IntFunction<JobOutcome> how) {
        scheduleOver = how;
        for (JobHandle<?> handle : running.values()) {
            end(handle, how);
        }
    }

    private void end(JobHandle<?> handle, IntFunction<JobOutcome> how) {
        running.remove(handle.jobId());
        handle.end(how.apply(handle.jobId()));
    }
}
