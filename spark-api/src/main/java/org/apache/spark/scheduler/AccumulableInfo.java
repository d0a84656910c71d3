// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;
import scala.Option;

/** An accumulator as a task or a stage changed it. */
public class AccumulableInfo extends CaseClass {

    private final long id;
    private final Option<String> name;
    private final Option<Object> update;
    private final Option<Object> value;
    private final boolean internal;
    private final boolean countFailedValues;
    private final Option<String> metadata;

    public AccumulableInfo(
            long id,
            Option<String> name,
            Option<Object> update,
            Option<Object> value,
            boolean internal,
            boolean countFailedValues,
            Option<String> metadata) {
        this.id = id;
        this.name = name;
        this.update = update;
        this.value = value;
        this.internal = internal;
        this.countFailedValues = countFailedValues;
        this.metadata = metadata;
    }

    public long id() {
        return id;
    }

    public Option<String> name() {
        return name;
    }

    /** What this task added; none in the list of a stage. */
    public Option<Object> update() {
        return update;
    }

    /** The value after that. */
    public Option<Object> value() {
        return value;
    }

    /** Whether it is a metric of the engine rather than of the program. */
    public boolean internal() {
        return internal;
    }

    /** Whether updates of failed tasks count too. */
    public boolean countFailedValues() {
        return countFailedValues;
    }

    public Option<String> metadata() {
        return metadata;
    }

    @Override
    protected Object[] components() {
        return new Object[] {id, name, update, value, internal, countFailedValues, metadata};
    }
}
