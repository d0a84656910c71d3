// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.util.Map;

/**
 * What actions throw: a job that failed, a closure that cannot travel, a wrong use of the context.
 *
 * <p>The cause of a failed job is what the program's own code threw in a task, if it did.
 */
public class SparkException extends Exception implements SparkThrowable {

    private final String condition;
    private final Map<String, String> messageParameters;
    private final QueryContext[] context;

    /** An exception without an error condition. */
    public SparkException(String message) {
        this(message, null);
    }

    /** An exception without an error condition; {@code cause} may be null. */
    public SparkException(String message, Throwable cause) {
        super(message, cause);
        this.condition = null;
        this.messageParameters = Map.of();
        this.context = new QueryContext[0];
    }

    /**
     * An exception with one of the engine's error conditions, whose message follows from it.
     *
     * @param condition INTERNAL_ERROR, INTERNAL_ERROR_(category), SPARK_JOB_CANCELLED, or one without a name that the engine raises
     * @param cause may be null
     */
    public SparkException(String condition, Map<String, String> messageParameters, Throwable cause) {
        super(ErrorConditions.message(condition, messageParameters), cause);
        this.condition = condition;
        this.messageParameters = Map.copyOf(messageParameters);
        this.context = new QueryContext[0];
    }

    private SparkException(String message, QueryContext[] context, String summary) {
        super(ErrorConditions.message(ErrorConditions.INTERNAL_ERROR, Map.of("message", message))
                + (summary.isEmpty() ? "" : "\n" + summary));
        this.condition = ErrorConditions.INTERNAL_ERROR;
        this.messageParameters = Map.of("message", message);
        this.context = context;
    }

    /** A failure that is the engine's own fault. */
    public static SparkException internalError(String message) {
        return internalError(message, (Throwable) null);
    }

    /** A failure that is the engine's own fault and points at a fragment of a query. */
    public static SparkException internalError(String message, QueryContext[] context, String summary) {
        return new SparkException(message, context, summary);
    }

    /** A failure of the engine's part named by {@code category}, in capitals. */
    public static SparkException internalError(String message, String category) {
        return new SparkException(ErrorConditions.INTERNAL_ERROR + "_" + category, Map.of("message", message), null);
    }

    /** A failure that is the engine's own fault, with what caused it. */
    public static SparkException internalError(String message, Throwable cause) {
        return new SparkException(ErrorConditions.INTERNAL_ERROR, Map.of("message", message), cause);
    }

    /** The complaint about a class that overrides none of two methods which by default call each other. */
    public static RuntimeException mustOverrideOneMethodError(String methodName) {
        return new SparkRuntimeException(
                ErrorConditions.INTERNAL_ERROR,
                Map.of(
                        "message",
                        "You must override one `" + methodName
                                + "`. It's preferred to not override the deprecated one."));
    }

    @Override
    public String getCondition() {
        return condition;
    }

    @Override
    public Map<String, String> getMessageParameters() {
        return messageParameters;
    }

    @Override
    public QueryContext[] getQueryContext() {
        return context;
    }
}
