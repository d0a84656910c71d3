// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import ember.scheduler.Scheduler;
import ember.scheduler.effect.Outbox;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the scheduler lives: takes facts from the inbox in turns, lets the scheduler decide, performs what it
 * decided.
 */
public final class SchedulerLoop {
    private static final int EVENTS_PER_TURN = 1024;

    private final Inbox inbox = new Inbox();
    private final FlightRecorder recorder = new FlightRecorder();
    private final List<SchedulerEvent> turn = new ArrayList<>();
    private final Scheduler scheduler;
    private final Outbox outbox;
    private final SchedulerBackend backend;
    private final Path flightRecords;
    private final Consumer<Throwable> onBroken;
    private final long originNanos = System.nanoTime();
    private final Thread thread;
    private boolean stopping;
    private volatile boolean idle = true;

    /**
     * @param flightRecords directory for a file of what the scheduler was told last, if it breaks
     * @param backend performs what the scheduler decides, on the loop's thread
     * @param onBroken told once if the scheduler or an effect breaks: nothing is decided after that
     */
    public SchedulerLoop(
            Scheduler scheduler,
            Outbox outbox,
            SchedulerBackend backend,
            Path flightRecords,
            Consumer<Throwable> onBroken) {
        this.flightRecords = flightRecords;
        this.scheduler = scheduler;
        this.outbox = outbox;
        this.backend = backend;
        this.onBroken = onBroken;
        this.thread = new Thread(null, this::run, "dag-scheduler-event-loop", 0, false);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Tells the scheduler a fact, soon. Any thread. */
    public void post(SchedulerEvent event) {
        inbox.put(event);
    }

    /** Whether the scheduler had nothing left of any job at the end of the latest turn. Any thread. */
    public boolean isIdle() {
        return idle;
    }

    /**
     * Ends the loop when all facts posted so far have been taken in and acted on, and waits for that unless called on the loop's
     * thread. Facts posted later are lost.
     */
    public void stop() throws InterruptedException {
        inbox.put(new SchedulerEvent.EngineStopped());
        if (Thread.currentThread() != thread) {
            thread.join();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                takeTurn();
            }
        } catch (InterruptedException e) {
            onBroken.accept(e);
        } catch (Throwable e) {
            onBroken.accept(e);
            explain(e);
        }
    }

    private void explain(Throwable broken) {
        Logger log = LoggerFactory.getLogger("DAGScheduler");
        try {
            Path file = recorder.save(flightRecords);
            log.error("The scheduler broke; its jobs fail. What it was told last is in {}", file, broken);
        } catch (IOException e) {
            log.error("The scheduler broke; its jobs fail. It was told last: {}", recorder.recent(), broken);
            log.error("These facts could not be saved", e);
        }
    }

    private void takeTurn() throws InterruptedException {
        long deadline = scheduler.nextDeadlineNanos();
        long wait = deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - nowNanos();
        inbox.take(turn, EVENTS_PER_TURN, wait);
        long now = nowNanos();
        for (int i = 0; i < turn.size() && !stopping; i++) {
            SchedulerEvent event = turn.get(i);
            recorder.record(event);
            scheduler.apply(event, now);
            stopping = event instanceof SchedulerEvent.EngineStopped;
        }
        turn.clear();
        scheduler.endTurn(now);
        idle = scheduler.isEmpty();
        outbox.drainTo(backend);
    }

    private long nowNanos() {
        return System.nanoTime() - originNanos;
    }
}
