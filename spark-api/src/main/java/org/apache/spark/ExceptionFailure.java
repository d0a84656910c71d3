// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.util.CaseClass;
import scala.Option;
import scala.collection.immutable.Seq;

/** A task threw: the program's code, or the engine's on its behalf. */
public class ExceptionFailure extends CaseClass implements TaskFailedReason {

    private final String className;
    private final String description;
    private final StackTraceElement[] stackTrace;
    private final String fullStackTrace;
    private final Option<Throwable> exception;
    private final Seq<AccumulableInfo> accumUpdates;

    public ExceptionFailure(
            String className,
            String description,
            StackTraceElement[] stackTrace,
            String fullStackTrace,
            Option<Throwable> exception,
            Seq<AccumulableInfo> accumUpdates) {
        this.className = className;
        this.description = description;
        this.stackTrace = stackTrace;
        this.fullStackTrace = fullStackTrace;
        this.exception = exception;
        this.accumUpdates = accumUpdates;
    }

    /** Class of the exception. */
    public String className() {
        return className;
    }

    /** Its message. */
    public String description() {
        return description;
    }

    public StackTraceElement[] stackTrace() {
        return stackTrace;
    }

    /** The stack trace as text, with all causes; null if only the parts above are known. */
    public String fullStackTrace() {
        return fullStackTrace;
    }

    /** The exception itself, unless it could not be serialised. */
    public Option<Throwable> exception() {
        return exception;
    }

    /** What its accumulators gathered that count failed values. */
    public Seq<AccumulableInfo> accumUpdates() {
        return accumUpdates;
    }

    @Override
    public String toErrorString() {
        if (fullStackTrace != null) {
            return fullStackTrace;
        }
        StringBuilder text =
                new StringBuilder(className).append(": ").append(description).append('\n');
        for (int i = 0; i < stackTrace.length; i++) {
            text.append(i == 0 ? "        " : "\n        ").append(stackTrace[i]);
        }
        return text.toString();
    }

    @Override
    protected Object[] components() {
        return new Object[] {className, description, stackTrace, fullStackTrace, exception, accumUpdates};
    }
}
