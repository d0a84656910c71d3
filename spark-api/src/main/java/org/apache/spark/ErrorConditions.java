// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.util.Map;

/** The error conditions that the engine raises: their messages and SQL states. */
final class ErrorConditions {

    static final String INTERNAL_ERROR = "INTERNAL_ERROR";
    static final String SPARK_JOB_CANCELLED = "SPARK_JOB_CANCELLED";

    private ErrorConditions() {}

    /** {@code <name>} stands for a parameter; null if the condition is unknown or null. */
    static String template(String condition) {
        if (isInternal(condition)) {
            return "<message>";
        }
        return SPARK_JOB_CANCELLED.equals(condition) ? "Job <jobId> cancelled <reason>" : null;
    }

    /** Null if the condition is unknown or null. */
    static String sqlState(String condition) {
        if (isInternal(condition)) {
            return "XX000";
        }
        return SPARK_JOB_CANCELLED.equals(condition) ? "XXKDA" : null;
    }

    static boolean isInternal(String condition) {
        return condition != null && condition.startsWith(INTERNAL_ERROR);
    }

    /** The whole message of a known condition: its name, the text with its parameters filled in, its SQL state. */
    static String message(String condition, Map<String, String> parameters) {
        String text = template(condition);
        if (text == null) {
            throw new IllegalArgumentException("unknown error condition: " + condition);
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text = text.replace("<" + parameter.getKey() + ">", String.valueOf(parameter.getValue()));
        }
        return "[" + condition + "] " + text + " SQLSTATE: " + sqlState(condition);
    }
}
