// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.flight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/** A stream of the JVM's flight recorder that carries sampled stacks, and the tasks that they belong to. */
final class StackRecorder implements AutoCloseable {
    /** Fifty samples a second of each thread that computes: half a percent of its time. */
    static final int PERIOD_MILLIS = 20;

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String TASK = "ember.Task";
    private static final String WORKER = "Executor task launch worker";
    private static final String RUNNER = "ember.executor.TaskRunner.";
    private static final String HIDDEN = "$$Lambda";
    private static final long MOST_BYTES = 32 << 20;

    private final StageStacks stacks;
    private final RecordingStream stream = new RecordingStream();

    StackRecorder(StageStacks stacks) {
        this.stacks = stacks;
        stream.enable(SAMPLE).withPeriod(Duration.ofMillis(PERIOD_MILLIS));
        stream.enable(TASK).withoutThreshold();
        stream.setMaxSize(MOST_BYTES);
        stream.onEvent(SAMPLE, this::sampled);
        stream.onEvent(TASK, this::taskEnded);
    }

    /** Until it is over or stopped; that is looked at about once a second. */
    void run(BooleanSupplier over) {
        look();
        stream.onFlush(() -> {
            look();
            if (over.getAsBoolean()) {
                stop();
            }
        });
        stream.start();
    }

    void stop() {
        stream.close();
    }

    @Override
    public void close() {
        stop();
    }

    private void look() {
        long now = nanos(Instant.now());
        for (Thread thread : all()) {
            if (thread != null && thread.getName().startsWith(WORKER)) {
                stacks.looked(thread.getId(), thread.getName(), now);
            }
        }
    }

    /** All threads of the JVM, and null in places that are left. */
    private static @Nullable Thread[] all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        @Nullable Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        root.enumerate(threads, true);
        return threads;
    }

    private void sampled(RecordedEvent event) {
        RecordedThread thread = event.getThread("sampledThread");
        if (thread == null
                || thread.getJavaName() == null
                || !thread.getJavaName().startsWith(WORKER)
                || event.getStackTrace() == null) {
            return;
        }
        List<String> calls = new ArrayList<>();
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            RecordedMethod method = frame.getMethod();
            String call = method.getType().getName() + "." + method.getName();
            if (call.startsWith(RUNNER)) {
                break; // what is outside of it is the same for all tasks
            }
            if (!call.contains(HIDDEN)) {
                calls.add(call);
            }
        }
        Collections.reverse(calls);
        stacks.sampled(thread.getJavaThreadId(), nanos(event.getStartTime()), calls);
    }

    private void taskEnded(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        if (thread != null) {
            stacks.taskEnded(
                    thread.getJavaThreadId(),
                    event.getInt("stageId"),
                    event.getInt("stageAttempt"),
                    nanos(event.getStartTime()),
                    nanos(event.getEndTime()));
        }
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
