// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.executor.Isolation;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.broadcast.LocalBroadcast;
import org.apache.spark.broadcast.TaskCopy;

/** The broadcasts of one context, by id; one that the program has dropped is forgotten. Thread-safe. */
final class Broadcasts {
    private final long context;
    /** Null: tasks share the driver's object. */
    private final JavaSerialization rehearsal;

    private final AtomicLong nextId = new AtomicLong();
    private final Map<Long, WeakReference<Broadcast<?>>> known = new ConcurrentHashMap<>();

    /** @param isolation of the engine; if it is strict, tasks see a copy */
    Broadcasts(long context, Isolation isolation) {
        this.context = context;
        this.rehearsal = isolation.isStrict() ? isolation.closures() : null;
    }

    /** @throws IOException what serialising the value throws, if it is */
    <T> Broadcast<T> create(T value) throws IOException {
        known.values().removeIf(reference -> reference.get() == null);
        TaskCopy<T> copy = rehearsal == null ? null : new TaskCopy<>(value, rehearsal);
        Broadcast<T> broadcast = new LocalBroadcast<>(context, nextId.getAndIncrement(), value, copy);
        known.put(broadcast.id(), new WeakReference<>(broadcast));
        return broadcast;
    }

    /** Null: there is none of that id, or not any more. */
    Broadcast<?> find(long id) {
        WeakReference<Broadcast<?>> reference = known.get(id);
        return reference == null ? null : reference.get();
    }
}
