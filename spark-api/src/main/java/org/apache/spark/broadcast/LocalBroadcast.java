// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.broadcast;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;

/** A broadcast within one JVM: every copy that arrives in a task becomes this very object again. */
public final class LocalBroadcast<T> extends Broadcast<T> {
    private final long context;

    /** Null once destroyed. */
    private transient volatile T value;

    private transient volatile boolean destroyed;

    /**
     * A broadcast that is in use.
     *
     * @param context number of the context, in which {@code id} is unique
     */
    public LocalBroadcast(long context, long id, T value) {
        super(id, null);
        this.context = context;
        this.value = value;
    }

    /** Whether it was not destroyed yet. */
    public boolean isUsable() {
        return !destroyed;
    }

    @Override
    public T getValue() {
        return value;
    }

    /** Does nothing: the executors of one JVM have no copies. */
    @Override
    public void doUnpersist(boolean blocking) {}

    @Override
    public void doDestroy(boolean blocking) {
        destroyed = true;
        value = null;
    }

    /** Only the name travels. A destroyed broadcast does not travel at all: the closure that holds it is refused. */
    private Object writeReplace() throws ObjectStreamException {
        if (destroyed) {
            try {
                assertValid();
            } catch (Exception e) {
                throw refused(e.getMessage(), e);
            }
        }
        return new Handle(context, id());
    }

    private static ObjectStreamException refused(String message, Exception cause) {
        ObjectStreamException refusal = new InvalidObjectException(message);
        refusal.initCause(cause);
        return refusal;
    }

    /** A broadcast's name while it travels. */
    private record Handle(long context, long id) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            Broadcast<?> broadcast = SparkContext.findBroadcast(context, id);
            if (broadcast == null) {
                String message = "Failed to get broadcast_" + id + ": its context was stopped";
                throw refused(message, new SparkException(message));
            }
            return broadcast;
        }
    }
}
