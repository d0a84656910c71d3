// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.broadcast;

import ember.engine.CallSites;
import ember.model.Failures;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.spark.SparkException;
import scala.reflect.ClassTag;

/**
 * A read-only value that tasks share instead of each taking a copy with its closure.
 *
 * <p>The value must not be changed after it was broadcast: within one JVM all tasks see the very object.
 *
 * @param <T> type of the value
 */
public abstract class Broadcast<T> implements Serializable {

    private final long id;

    private volatile boolean destroyed;

    /** Where the program destroyed it; empty before. */
    private volatile String destroySite = "";

    /**
     * A broadcast that is in use.
     *
     * @param id unique in the context
     * @param classTag run-time class of the value; Scala callers give it, nothing here asks for it
     */
    // Spark's constructor has the tag, so a subclass compiled against it passes one.
    @SuppressWarnings("UnusedVariable")
    public Broadcast(long id, ClassTag<T> classTag) {
        this.id = id;
    }

    public long id() {
        return id;
    }

    /** The value; a {@link SparkException} after {@link #destroy()}. */
    public T value() {
        assertValid();
        return getValue();
    }

    /** Drops the executors' copies without waiting; they are fetched again when needed. */
    public void unpersist() {
        unpersist(false);
    }

    /** Drops the executors' copies; they are fetched again when needed. */
    public void unpersist(boolean blocking) {
        assertValid();
        doUnpersist(blocking);
    }

    /** Drops the value everywhere for good; using it afterwards is an error. */
    public void destroy() {
        assertValid();
        destroySite = CallSites.find().shortForm();
        destroyed = true;
        doDestroy(false);
    }

    /** Throws a {@link SparkException}, which is not declared, if the value was destroyed. */
    public void assertValid() {
        if (destroyed) {
            String message = "Attempted to use " + this + " after it was destroyed (" + destroySite + ") ";
            throw Failures.<RuntimeException>sneaky(SparkException.internalError(message, "BROADCAST"));
        }
    }

    /** The value, which is known to be valid. */
    public abstract T getValue();

    /** Drops the executors' copies. */
    public abstract void doUnpersist(boolean blocking);

    /** Drops the value everywhere. */
    public abstract void doDestroy(boolean blocking);

    /** A destroyed broadcast does not travel: the closure over it is refused instead. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        if (destroyed) {
            try {
                assertValid();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        out.defaultWriteObject();
    }

    @Override
    public String toString() {
        return "Broadcast(" + id + ")";
    }
}
