// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The contexts of this JVM that were not stopped, in the order in which they were made. */
final class ActiveContexts {
    private static final CopyOnWriteArrayList<SparkContext> ACTIVE = new CopyOnWriteArrayList<>();
    private static final AtomicLong NEXT_NUMBER = new AtomicLong();

    private ActiveContexts() {}

    /** A number that no other context of this JVM has. */
    static long newNumber() {
        return NEXT_NUMBER.getAndIncrement();
    }

    static void add(SparkContext context) {
        ACTIVE.add(context);
    }

    static void remove(SparkContext context) {
        ACTIVE.remove(context);
    }

    /** The context made last; null: there is none. */
    static SparkContext latest() {
        List<SparkContext> active = List.copyOf(ACTIVE);
        return active.isEmpty() ? null : active.get(active.size() - 1);
    }

    /** The context of that number; null: it was stopped. */
    static SparkContext find(long number) {
        for (SparkContext context : ACTIVE) {
            if (context.number() == number) {
                return context;
            }
        }
        return null;
    }
}
