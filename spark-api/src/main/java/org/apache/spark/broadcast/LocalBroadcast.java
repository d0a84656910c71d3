// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.broadcast;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;

/** A broadcast within one JVM: every copy that arrives in a task becomes this very object again. */
public final class LocalBroadcast<T> extends Broadcast<T> {
    private final long context;

    /** Null once destroyed. */
    private transient volatile T value;

    /** What tasks see instead; null: they see the value. */
    private final transient TaskCopy<T> rehearsal;

    private transient volatile boolean destroyed;

    /**
     * A broadcast that is in use.
     *
     * @param context number of the context, in which {@code id} is unique
     * @param rehearsal what tasks see instead of the value; null: the value itself
     */
    public LocalBroadcast(long context, long id, T value, TaskCopy<T> rehearsal) {
        super(id, null);
        this.context = context;
        this.value = value;
        this.rehearsal = rehearsal;
    }

    /** Whether it was not destroyed yet. */
    public boolean isUsable() {
        return !destroyed;
    }

    @Override
    public T getValue() {
        if (rehearsal == null || destroyed) {
            return value;
        }
        if (TaskContext.get() != null) {
            return rehearsal.get();
        }
        rehearsal.requireUnchanged(this, value);
        return value;
    }

    /** The executors of one JVM have no copies to drop. */
    @Override
    public void doUnpersist(boolean blocking) {
        if (rehearsal != null) {
            rehearsal.requireUnchanged(this, value);
        }
    }

    @Override
    public void doDestroy(boolean blocking) {
        T last = value;
        destroyed = true;
        value = null;
        if (rehearsal != null) {
            rehearsal.requireUnchanged(this, last);
        }
    }

    /** Only the name travels. What must not travel goes on to {@link #writeObject}, whose exceptions arrive as they are. */
    private Object writeReplace() {
        return destroyed || refusal() != null ? this : new Handle(context, id());
    }

    /** Refuses the closure that holds a broadcast whose value was changed; of a destroyed one {@link Broadcast} has refused it already. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new IOException(refusal());
    }

    /** Why it must not be sent to tasks; null: it may. */
    private Exception refusal() {
        if (rehearsal == null || TaskContext.get() != null) {
            return null;
        }
        try {
            rehearsal.requireUnchanged(this, value);
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    /** A broadcast's name while it travels. */
    private record Handle(long context, long id) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            Broadcast<?> broadcast = SparkContext.findBroadcast(context, id);
            if (broadcast == null) {
                String message = "Failed to get broadcast_" + id + ": its context was stopped";
                ObjectStreamException refusal = new InvalidObjectException(message);
                refusal.initCause(new SparkException(message));
                throw refusal;
            }
            return broadcast;
        }
    }
}
