// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.broadcast;

import ember.model.Failures;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.SparkException;

/**
 * What tasks see of a broadcast value when a cluster is rehearsed ({@code ember.strict}): one copy for all of them, made from the value as
 * it was when it was broadcast. Tells when the driver's value or the copy is no longer what it was: on a cluster, nobody else would see
 * that change. Two values are the same if they serialise to the same bytes. Safe for use by many threads.
 *
 * @param <T> type of the value
 */
public final class TaskCopy<T> {
    private final byte[] form;
    private final JavaSerialization serialization;
    private T copy;
    private boolean made;

    /** @throws IOException what serialising the value throws */
    public TaskCopy(T value, JavaSerialization serialization) throws IOException {
        this.form = serialization.toBytes(value);
        this.serialization = serialization;
    }

    /** The copy, made when it is first asked for; throws what reading it throws, undeclared. */
    // It has the type of what was written.
    @SuppressWarnings("unchecked")
    synchronized T get() {
        if (!made) {
            try {
                copy = (T) serialization.fromBytes(form);
            } catch (IOException | ClassNotFoundException e) {
                throw Failures.<RuntimeException>sneaky(e);
            }
            made = true;
        }
        return copy;
    }

    /** Throws a {@link SparkException}, which is not declared, if the driver's value or the tasks' copy was changed. */
    synchronized void requireUnchanged(Broadcast<T> broadcast, T value) {
        requireUnchanged(broadcast, value, "the driver");
        if (made) {
            requireUnchanged(broadcast, copy, "a task");
        }
    }

    private void requireUnchanged(Broadcast<T> broadcast, T now, String who) {
        byte[] formNow;
        try {
            formNow = serialization.toBytes(now);
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        if (!Arrays.equals(form, formNow)) {
            throw Failures.<RuntimeException>sneaky(new SparkException("The value of " + broadcast + ", an object of "
                    + now.getClass().getName() + ", was changed by " + who
                    + " after it was broadcast. On a cluster others would not see the change (ember.strict)"));
        }
    }
}
