// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;

/**
 * Takes the times of one task, on its thread, in Spark's three parts: until its closures are open, until it has computed, until its
 * result is packed. Times of the clock are always taken; those of the processor and of garbage collection cost some microseconds for
 * each task, and are taken if somebody reads them.
 */
final class TaskClock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final TaskMetrics.Builder metrics;
    private final boolean measures;
    private final ThreadClock thread;
    private final long gcMillis;
    private long nanos;
    private long cpuNanos;
    private boolean opened;

    /**
     * @param measures whether somebody reads what takes time to measure
     * @param thread of the thread that runs the task
     */
    TaskClock(TaskMetrics.Builder metrics, boolean measures, ThreadClock thread) {
        this.metrics = metrics;
        this.measures = measures;
        this.thread = thread;
        this.nanos = System.nanoTime();
        this.gcMillis = measures ? thread.gcMillis(nanos) : 0;
        this.cpuNanos = measures ? thread.cpuNanos(nanos) : 0;
    }

    /** The task's closures are open. @param copied whether it has copies of its own; otherwise nothing was done worth a look */
    void opened(boolean copied) {
        opened = true;
        if (copied) {
            add(TaskMetric.EXECUTOR_DESERIALIZE_TIME, TaskMetric.EXECUTOR_DESERIALIZE_CPU_NANOS);
        }
    }

    /** The task has computed, and its listeners have been told. */
    void computed() {
        if (opened) {
            add(TaskMetric.EXECUTOR_RUN_TIME, TaskMetric.EXECUTOR_CPU_NANOS);
        }
        if (measures) {
            metrics.add(TaskMetric.JVM_GC_TIME, thread.gcMillis(System.nanoTime()) - gcMillis);
        }
    }

    /** Its result is packed. */
    void packed() {
        metrics.add(TaskMetric.RESULT_SERIALIZATION_TIME, (System.nanoTime() - nanos) / NANOS_PER_MILLI);
    }

    private void add(TaskMetric time, TaskMetric cpu) {
        long now = System.nanoTime();
        metrics.add(time, (now - nanos) / NANOS_PER_MILLI);
        nanos = now;
        if (measures) {
            long cpuNow = thread.cpuNanos(now);
            metrics.add(cpu, Math.max(0, cpuNow - cpuNanos));
            cpuNanos = cpuNow;
        }
    }
}
