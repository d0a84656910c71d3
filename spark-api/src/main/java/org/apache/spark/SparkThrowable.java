// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.util.Map;

/** An exception that names an error condition, so that programs need not parse its message. */
public interface SparkThrowable {

    /** The error condition, such as SPARK_JOB_CANCELLED; null if the exception has none. */
    String getCondition();

    /**
     * The error condition.
     *
     * @deprecated use {@link #getCondition()}
     */
    @Deprecated
    default String getErrorClass() {
        return getCondition();
    }

    /** The SQLSTATE of the condition, five characters; null if it has none. */
    default String getSqlState() {
        return ErrorConditions.sqlState(getCondition());
    }

    /** The condition's message with its parameters as {@code <name>}; null if the condition is not known. */
    default String getDefaultMessageTemplate() {
        return ErrorConditions.template(getCondition());
    }

    /** Whether the error is the engine's own fault. */
    default boolean isInternalError() {
        return ErrorConditions.isInternal(getCondition());
    }

    /** The values of the message's parameters, by name. */
    default Map<String, String> getMessageParameters() {
        return Map.of();
    }

    /** The fragments of a query that the error points at; none for an RDD program. */
    default QueryContext[] getQueryContext() {
        return new QueryContext[0];
    }

    /** How to migrate if the error comes from a change between versions; else null. */
    default BreakingChangeInfo getBreakingChangeInfo() {
        return null;
    }
}
