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
 * that change. A value is what it was if it
 * serialises to the same bytes; a copy need not serialise to those of its original. Safe for use by many threads.
 *
 * @param <T> type of the value
 */
public final class TaskCopy<T> {
    private final byte[] form;
    private final JavaSerialization serialization;
    private T copy;
    /** The copy's own; null: it was not made yet. */
    private byte[] formOfCopy;

    /** @throws IOException what serialising the value throws */
    public TaskCopy(T value, JavaSerialization serialization) throws IOException {
        this.form = serialization.toBytes(value);
        this.serialization = serialization;
    }

    /** The copy, made when it is first asked for; throws what reading it throws, undeclared. */
    // It has the type of what was written.
    @SuppressWarnings("unchecked")
    synchronized T get() {
        if (formOfCopy == null) {
            try {
                copy = (T) serialization.fromBytes(form);
                formOfCopy = serialization.toBytes(copy);
            } catch (IOException | ClassNotFoundException e) {
                throw Failures.<RuntimeException>sneaky(e);
            }
        }
        return copy;
    }

    /** Throws a {@link SparkException}, which is not declared, if the driver's value or the tasks' copy was changed. */
    synchronized void requireUnchanged(Broadcast<T> broadcast, T value) {
        requireUnchanged(broadcast, value, form, "the driver");
        if (formOfCopy != null) {
            requireUnchanged(broadcast, copy, formOfCopy, "a task");
        }
    }

    private void requireUnchanged(Broadcast<T> broadcast, T now, byte[] before, String who) {
        byte[] formNow;
        try {
            formNow = serialization.toBytes(now);
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        if (!Arrays.equals(before, formNow)) {
            throw Failures.<RuntimeException>sneaky(new SparkException("The value of " + broadcast + ", an object of "
                    + now.getClass().getName() + ", was changed by " + who
                    + " after it was broadcast. On a cluster others would not see the change (ember.strict)"));
        }
    }
}
