// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.listen.ListenerBus;
import ember.executor.Executor;
import ember.executor.Space;
import ember.model.ExecutorMetrics;
import ember.model.Threads;
import ember.model.event.EngineEvent;
import ember.model.event.TaskProgress;
import ember.scheduler.event.SchedulerEvent;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells now and then, {@code spark.executor.heartbeatInterval}, how far running tasks have come: the scheduler, which sees from it which
 * are slow, and listeners. On a thread of its own, which starts when there may be somebody to tell.
 */
final class Heartbeats implements Runnable {
    private final Collection<Executor> executors;
    private final long intervalNanos;
    private final Consumer<SchedulerEvent> post;
    private final ListenerBus bus;
    private final Space space;
    private @Nullable JvmFigures figures;
    private @Nullable Thread thread;
    private volatile boolean stopped;

    /**
     * @param executors those that are alive, always
     * @param space whose memory is measured, with this JVM, while somebody reads it
     */
    Heartbeats(
            Collection<Executor> executors,
            long intervalNanos,
            Consumer<SchedulerEvent> post,
            ListenerBus bus,
            Space space) {
        this.executors = executors;
        this.intervalNanos = intervalNanos;
        this.post = post;
        this.bus = bus;
        this.space = space;
    }

    /** From now on it tells; further calls do nothing. */
    synchronized void start() {
        if (thread == null && !stopped) {
            thread = Threads.daemon(this, "driver-heartbeater");
            thread.start();
        }
    }

    /** Ends the thread: it tells nothing more. */
    void stop() throws InterruptedException {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            running.join();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                TimeUnit.NANOSECONDS.sleep(intervalNanos);
                ExecutorMetrics metrics = measure();
                bus.post(new EngineEvent.ExecutorMetricsUpdated("driver", true, List.of(), metrics));
                executors.forEach(executor -> tell(executor, metrics));
            }
        } catch (InterruptedException e) {
            // The context was stopped.
            Thread.currentThread().interrupt();
        }
    }

    private ExecutorMetrics measure() {
        if (!bus.readsFigures()) {
            return ExecutorMetrics.ZERO;
        }
        if (figures == null) {
            figures = new JvmFigures(space.memory(), space.offHeap());
        }
        return figures.measure();
    }

    private void tell(Executor executor, ExecutorMetrics metrics) {
        List<TaskProgress> tasks = executor.progress(bus.readsFigures());
        for (TaskProgress task : tasks) {
            post.accept(new SchedulerEvent.TaskProgressed(task.taskId(), task.metrics()));
        }
        bus.post(new EngineEvent.ExecutorMetricsUpdated(executor.id(), false, tasks, metrics));
    }
}
