// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.cluster;

import java.util.PriorityQueue;

/** Virtual time: what will happen, in order. What falls on the same nanosecond happens in the order it was arranged. */
public final class Timeline {
    private final PriorityQueue<Moment> moments = new PriorityQueue<>();
    private long nowNanos;
    private long arranged;

    /** Nanoseconds since the beginning of the world. */
    public long nowNanos() {
        return nowNanos;
    }

    /** When something happens next; {@link Long#MAX_VALUE}: never. */
    public long nextNanos() {
        Moment next = moments.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos;
    }

    /** Arranges for something to happen, at once if the time is past. */
    public void at(long nanos, Runnable action) {
        moments.add(new Moment(Math.max(nanos, nowNanos), arranged++, action));
    }

    /** Arranges for something to happen after a while. */
    public void after(long delayNanos, Runnable action) {
        at(nowNanos + delayNanos, action);
    }

    /** Lets the next thing happen, now being its time. There must be one. */
    public void step() {
        Moment next = moments.remove();
        nowNanos = next.atNanos;
        next.action.run();
    }

    /** Lets time pass in which nothing happens. */
    public void passTo(long nanos) {
        if (nanos < nowNanos || nanos > nextNanos()) {
            throw new IllegalArgumentException(
                    "time must pass to [" + nowNanos + ", " + nextNanos() + "], was " + nanos);
        }
        nowNanos = nanos;
    }

    private record Moment(long atNanos, long order, Runnable action) implements Comparable<Moment> {
        @Override
        public int compareTo(Moment other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
