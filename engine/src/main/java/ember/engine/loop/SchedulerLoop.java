// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import ember.model.Threads;
import ember.scheduler.Scheduler;
import ember.scheduler.effect.Outbox;
import ember.scheduler.effect.SchedulerBackend;
import ember.scheduler.event.SchedulerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the scheduler lives: facts are taken from the inbox in turns, the scheduler decides, and what it decided is performed, all
 * under one lock. A thread of its own takes the turns that nobody else takes and those that time brings. A thread that reports a fact
 * and has nothing else to do, as a task's that has ended, may take the turn itself: that saves waking one thread, and often two.
 */
public final class SchedulerLoop {
    private static final int EVENTS_PER_TURN = 1024;

    /** A thread that has other work to do takes in so many facts at most. */
    private static final int EVENTS_OF_A_GUEST = 16;

    /** How often a guest looks again whether another's turn is over: some microseconds, less than waking the loop's thread costs. */
    private static final int GUEST_SPINS = 100;

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
    private final ReentrantLock turns = new ReentrantLock();
    private volatile boolean stopping;
    private volatile boolean idle = true;

    /** When the next turn is due if nothing is reported until then. */
    private volatile long deadlineNanos = Long.MAX_VALUE;

    /** The loop's thread waits, or is about to: what it waits for must be looked at, or changed, in the other order. */
    private volatile boolean sleeping;

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
        this.thread = Threads.daemon(this::run, "dag-scheduler-event-loop");
    }

    public void start() {
        thread.start();
    }

    /** Tells the scheduler a fact, soon. Any thread. */
    public void post(SchedulerEvent event) {
        inbox.put(event);
        wake();
    }

    /**
     * Tells the scheduler a fact and performs at once what it decides, unless another thread is at it. Only for threads that hold no
     * lock, that are not the user's, and whose interrupts are nobody's business.
     */
    public void postAndTakeTurn(SchedulerEvent event) {
        inbox.put(event);
        if (turns.isHeldByCurrentThread()) {
            return; // an effect of a turn of this thread: for the next turn
        }
        if (tryTurns()) {
            long before = deadlineNanos;
            try {
                int left = EVENTS_OF_A_GUEST;
                while (left > 0 && !stopping && !inbox.isEmpty()) {
                    // What another thread has reported meanwhile, too: it waits to do the same, with all that is near
                    // here.
                    left -= takeTurn(left);
                }
            } catch (Throwable e) {
                broke(e);
            } finally {
                turns.unlock();
            }
            if (stopping || deadlineNanos < before || !inbox.isEmpty()) {
                wake();
            }
        }
        // Otherwise whoever holds the lock looks into the inbox after giving it back.
    }

    private void wake() {
        if (sleeping) {
            LockSupport.unpark(thread);
        }
    }

    private boolean tryTurns() {
        for (int spin = 0; spin < GUEST_SPINS; spin++) {
            if (turns.tryLock()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return turns.tryLock();
    }

    /** Whether the scheduler had nothing left of any job at the end of the latest turn. Any thread. */
    public boolean isIdle() {
        return idle;
    }

    /**
     * Ends the loop when all facts posted so far have been taken in and acted on, and waits for that unless called in a turn. Facts
     * posted later are lost.
     */
    public void stop() throws InterruptedException {
        post(new SchedulerEvent.EngineStopped());
        if (!turns.isHeldByCurrentThread()) {
            thread.join();
        }
    }

    private void run() {
        while (true) {
            turns.lock();
            try {
                if (stopping) {
                    return;
                }
                takeTurn(EVENTS_PER_TURN);
            } catch (Throwable e) {
                broke(e);
            } finally {
                turns.unlock();
            }
            sleep();
        }
    }

    private void sleep() {
        sleeping = true;
        long deadline = deadlineNanos;
        if (inbox.isEmpty() && !stopping) {
            if (deadline == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, deadline - nowNanos());
            }
        }
        sleeping = false;
        Thread.interrupted(); // nobody's, and it would keep this thread from sleeping
    }

    private void broke(Throwable e) {
        stopping = true;
        onBroken.accept(e);
        explain(e);
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

    /** @return how many facts were taken in */
    private int takeTurn(int atMost) {
        inbox.take(turn, atMost);
        int taken = turn.size();
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
        deadlineNanos = scheduler.nextDeadlineNanos();
        return taken;
    }

    private long nowNanos() {
        return System.nanoTime() - originNanos;
    }
}
