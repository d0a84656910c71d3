// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import scala.Option;

/**
 * A value that tasks add to and the driver reads; programs extend it for kinds of their own.
 *
 * <p>It must be registered with the context before a job uses it. A task gets a copy that starts at zero; what the task
 * added is merged into the driver's when the task has succeeded. Updates made in actions count once for each task, those
 * made in transformations once for each time a partition is computed.
 *
 * @param <IN> type of what is added
 * @param <OUT> type of the value
 */
public abstract class AccumulatorV2<IN, OUT> implements Serializable {

    private AccumulatorMetadata metadata;

    /** Turned by each journey: true in the driver, false in the task that it was sent to. */
    private boolean atDriverSide = true;

    public AccumulatorV2() {}

    /** Called once, by {@link AccumulatorRegistry}. */
    final void assign(AccumulatorMetadata assigned) {
        if (metadata != null) {
            throw new IllegalStateException("Cannot register an Accumulator twice.");
        }
        metadata = assigned;
    }

    private AccumulatorMetadata metadata() {
        if (metadata == null) {
            throw new IllegalStateException("The metadata of this accumulator has not been assigned yet.");
        }
        return metadata;
    }

    /** Whether a context knows this accumulator; a copy is not registered. */
    public final boolean isRegistered() {
        return metadata != null;
    }

    /** Unique among the accumulators of the JVM; {@link IllegalStateException} before registration. */
    public final long id() {
        return metadata().id();
    }

    /** The name given at registration, if any; {@link IllegalStateException} before. */
    public final Option<String> name() {
        return Option.apply(metadata().name());
    }

    /** Whether what failed tasks added counts too; {@link IllegalStateException} before registration. */
    final boolean countFailedValues() {
        return metadata().countFailedValues();
    }

    /** Whether the value may be left out of what a running task reports about itself now and then. */
    public boolean excludeFromHeartbeat() {
        return false;
    }

    /** Whether this is the value that nothing was added to. */
    public abstract boolean isZero();

    /** A copy of this accumulator with its value. */
    public abstract AccumulatorV2<IN, OUT> copy();

    /** Makes the value zero. */
    public abstract void reset();

    /** Adds to the value. */
    public abstract void add(IN v);

    /** Adds the value of another accumulator of the same kind, which stays as it is. */
    public abstract void merge(AccumulatorV2<IN, OUT> other);

    /** The value so far: in a task what this task added, in the driver what all tasks that ended added. */
    public abstract OUT value();

    /** A new accumulator of the same kind at zero. */
    public AccumulatorV2<IN, OUT> copyAndReset() {
        AccumulatorV2<IN, OUT> copy = copy();
        copy.reset();
        return copy;
    }

    /** What is sent back from a task: this, unless a subclass has a more compact form. */
    public AccumulatorV2<IN, OUT> withBufferSerialized() {
        return this;
    }

    /** Sends a zero copy to a task, and from a task the accumulator itself. Called by Java serialisation. */
    public final Object writeReplace() {
        if (!atDriverSide) {
            return withBufferSerialized();
        }
        if (metadata == null) {
            throw new UnsupportedOperationException("Accumulator must be registered before send to executor");
        }
        AccumulatorV2<IN, OUT> copy = copyAndReset();
        if (!copy.isZero()) {
            throw new AssertionError("assertion failed: copyAndReset must return a zero value copy");
        }
        copy.metadata = metadata;
        return copy;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        atDriverSide = !atDriverSide;
    }

    /**
     * Announces an accumulator that arrived in a task, so that its updates are sent back.
     *
     * <p>A task whose closures arrive one by one gets the same accumulator several times: all see the first.
     */
    protected Object readResolve() {
        return atDriverSide ? this : TaskAccumulators.arrived(this);
    }

    @Override
    public String toString() {
        String kind = getClass().getSimpleName();
        return metadata == null
                ? "Un-registered Accumulator: " + kind
                : kind + "(id: " + id() + ", name: " + name() + ", value: " + value() + ")";
    }
}
