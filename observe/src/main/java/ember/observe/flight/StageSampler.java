// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.flight;

import ember.model.Threads;
import ember.model.flight.Flight;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Samples what the threads of tasks execute, by the JVM's flight recorder, while somebody wants it. Before that it costs nothing: no
 * class of the recorder is loaded. Safe for use by many threads.
 */
public final class StageSampler implements AutoCloseable {
    /** For {@link #start}: until the application ends. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    private final StageStacks stacks = new StageStacks();
    private @Nullable StackRecorder recorder;
    private State state = Flight.isHere() ? State.OFF : State.MISSING;
    private long untilMillis;
    private boolean closed;

    /** Whether samples are taken. */
    public enum State {
        /** Nobody has asked for it. */
        OFF,
        /** They are. */
        ON,
        /** They were. */
        OVER,
        /** This Java runtime was made without a flight recorder. */
        MISSING,
        /** The recorder does not work; the log says why. */
        FAILED
    }

    /**
     * What was sampled of a stage attempt so far.
     *
     * @param untilMillis when sampling ends, or ended; {@link #FOR_EVER}: with the application
     */
    public record Samples(State state, long untilMillis, StackTree tree) {}

    /** Samples for so long from now on, or longer if that was wanted before. Returns at once. */
    public synchronized void start(long millis) {
        if (closed || state == State.MISSING || state == State.FAILED) {
            return;
        }
        long now = System.currentTimeMillis();
        untilMillis = Math.max(state == State.ON ? untilMillis : 0, millis == FOR_EVER ? FOR_EVER : now + millis);
        if (state != State.ON) {
            state = State.ON;
            Thread thread = Threads.daemon(this::record, "ember-sampler");
            thread.start();
        }
    }

    private void record() {
        try (StackRecorder starting = new StackRecorder(stacks)) {
            synchronized (this) {
                recorder = starting;
            }
            starting.run(this::isOver);
        } catch (Throwable e) { // an Error too: without it the application goes on, and nobody else would say so
            LoggerFactory.getLogger(StageSampler.class).error("The flight recorder of the JVM does not work", e);
            synchronized (this) {
                state = State.FAILED;
            }
        }
        synchronized (this) {
            recorder = null;
            state = state == State.ON ? State.OVER : state;
        }
    }

    private synchronized boolean isOver() {
        return closed || System.currentTimeMillis() >= untilMillis;
    }

    /** What was sampled of a stage attempt; nothing: an empty tree. */
    public synchronized Samples samples(int stageId, int attempt) {
        return new Samples(state, untilMillis, stacks.tree(stageId, attempt));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (recorder != null) {
            recorder.stop();
        }
    }
}
