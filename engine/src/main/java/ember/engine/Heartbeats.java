// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.engine.listen.ListenerBus;
import ember.executor.Executor;
import ember.model.ExecutorMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.TaskProgress;
import ember.scheduler.event.SchedulerEvent;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells now and then, {@code spark.executor.heartbeatInterval}, how far running tasks have come: the scheduler, which sees from it which
 * are slow, and listeners. On a thread of its own, which ends when it is interrupted.
 */
final class Heartbeats implements Runnable {
    private final Collection<Executor> executors;
    private final long intervalNanos;
    private final Consumer<SchedulerEvent> post;
    private final ListenerBus bus;
    private final Supplier<JvmFigures> newFigures;
    private @Nullable JvmFigures figures;

    /**
     * @param executors those that are alive, always
     * @param newFigures what measures this JVM; asked once, when somebody reads it
     */
    Heartbeats(
            Collection<Executor> executors,
            long intervalNanos,
            Consumer<SchedulerEvent> post,
            ListenerBus bus,
            Supplier<JvmFigures> newFigures) {
        this.executors = executors;
        this.intervalNanos = intervalNanos;
        this.post = post;
        this.bus = bus;
        this.newFigures = newFigures;
    }

    /** @return the thread, which has been started */
    Thread start() {
        Thread thread = new Thread(null, this, "driver-heartbeater", 0, false);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        try {
            while (true) {
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
            figures = newFigures.get();
        }
        return figures.measure();
    }

    private void tell(Executor executor, ExecutorMetrics metrics) {
        List<TaskProgress> tasks = executor.progress();
        for (TaskProgress task : tasks) {
            post.accept(new SchedulerEvent.TaskProgressed(task.taskId(), task.metrics()));
        }
        bus.post(new EngineEvent.ExecutorMetricsUpdated(executor.id(), false, tasks, metrics));
    }
}
