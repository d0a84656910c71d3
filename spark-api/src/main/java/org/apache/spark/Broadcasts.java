// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.broadcast.LocalBroadcast;

/** The broadcasts of one context, by id; one that the program has dropped is forgotten. Thread-safe. */
final class Broadcasts {
    private final long context;
    private final AtomicLong nextId = new AtomicLong();
    private final Map<Long, WeakReference<Broadcast<?>>> known = new ConcurrentHashMap<>();

    Broadcasts(long context) {
        this.context = context;
    }

    <T> Broadcast<T> create(T value) {
        known.values().removeIf(reference -> reference.get() == null);
        Broadcast<T> broadcast = new LocalBroadcast<>(context, nextId.getAndIncrement(), value);
        known.put(broadcast.id(), new WeakReference<>(broadcast));
        return broadcast;
    }

    /** Null: there is none of that id, or not any more. */
    Broadcast<?> find(long id) {
        WeakReference<Broadcast<?>> reference = known.get(id);
        return reference == null ? null : reference.get();
    }
}
