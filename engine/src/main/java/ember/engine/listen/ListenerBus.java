// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.listen;

import ember.model.Threads;
import ember.model.event.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Brings events to listeners in the order they were posted, on a daemon thread of its own that starts with the first listener.
 *
 * <p>Posting never blocks and nothing is dropped (Spark drops events of a full queue: SPARK-18838). A listener sees the events
 * posted after it was added. One that throws is logged and stays.
 */
public final class ListenerBus {
    /** Ends the queue. */
    private static final Object END = new Object();

    private final List<EngineEvent.Handler> watchers;
    /** Replaced, never changed, so an event can be posted with those who listen at that moment. */
    private volatile List<EngineEvent.Handler> listeners = List.of();

    private final LinkedBlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;

    /** One event with those who listened when it was posted. */
    private record Posted(EngineEvent event, List<EngineEvent.Handler> to) {}

    /** @param watchers told at once, on the posting thread */
    public ListenerBus(List<EngineEvent.Handler> watchers) {
        this.watchers = new ArrayList<>(watchers);
    }

    /** @throws IllegalStateException if the bus was stopped */
    public synchronized void add(EngineEvent.Handler listener) {
        if (stopped) {
            throw new IllegalStateException("LiveListenerBus is stopped.");
        }
        List<EngineEvent.Handler> more = new ArrayList<>(listeners);
        more.add(listener);
        listeners = List.copyOf(more);
        if (thread == null) {
            Thread started = Threads.daemon(this::run, "spark-listener-group-shared");
            thread = started;
            started.start();
        }
    }

    /** Tells a listener nothing more, not even what has been posted. */
    public synchronized void remove(EngineEvent.Handler listener) {
        List<EngineEvent.Handler> fewer = new ArrayList<>(listeners);
        fewer.remove(listener);
        listeners = List.copyOf(fewer);
    }

    /** Whether anyone is told of what is posted. */
    public boolean isHeard() {
        return !watchers.isEmpty() || !listeners.isEmpty();
    }

    /** Whether anyone reads what takes time to measure. */
    public boolean readsFigures() {
        for (int i = 0; i < watchers.size(); i++) {
            if (watchers.get(i).readsFigures()) {
                return true;
            }
        }
        for (EngineEvent.Handler listener : listeners) {
            if (listener.readsFigures()) {
                return true;
            }
        }
        return false;
    }

    /** Whether anyone does, or one of those who are told at once may later. */
    public boolean mayReadFigures() {
        for (int i = 0; i < watchers.size(); i++) {
            if (watchers.get(i).mayReadFigures()) {
                return true;
            }
        }
        return readsFigures();
    }

    public void post(EngineEvent event) {
        for (int i = 0; i < watchers.size(); i++) {
            tell(watchers.get(i), event);
        }
        List<EngineEvent.Handler> now = listeners;
        if (!now.isEmpty() && !stopped) {
            queue.add(new Posted(event, now));
        }
    }

    /** Whether this is the thread on which listeners are called: it must not wait for itself. */
    public boolean isListenerThread() {
        return Thread.currentThread() == thread;
    }

    /** Waits until listeners have been told everything, then ends the thread. */
    public void stop() throws InterruptedException {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = thread;
        }
        if (running != null) {
            queue.add(END);
            running.join();
        }
    }

    private void run() {
        for (Object next = take(); next != END; next = take()) {
            tellAll((Posted) next);
        }
    }

    private Object take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // Meant for a listener that has returned meanwhile: the others want to be told on.
                LoggerFactory.getLogger("AsyncEventQueue").warn("An interrupt came too late for its listener", e);
            }
        }
    }

    private void tellAll(Posted posted) {
        for (EngineEvent.Handler listener : posted.to()) {
            if (listeners.contains(listener)) {
                boolean interrupted = tell(listener, posted.event()) instanceof InterruptedException;
                // As in Spark, a listener that was interrupted is told no more.
                if (Thread.interrupted() || interrupted) {
                    remove(listener);
                }
            }
        }
    }

    /** @return what the listener threw; null: nothing */
    private static @Nullable Throwable tell(EngineEvent.Handler listener, EngineEvent event) {
        try {
            event.deliverTo(listener);
            return null;
        } catch (Throwable e) {
            LoggerFactory.getLogger("AsyncEventQueue")
                    .error("Listener {} threw an exception", listener.getClass().getName(), e);
            return e;
        }
    }
}
