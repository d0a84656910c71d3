// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;
import scala.Option;

/** The application ended. */
public class SparkListenerApplicationEnd extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final Option<Object> exitCode;

    public SparkListenerApplicationEnd(long time, Option<Object> exitCode) {
        this.time = time;
        this.exitCode = exitCode;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    /** An Integer, if the exit code is known. */
    public Option<Object> exitCode() {
        return exitCode;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, exitCode};
    }
}
