// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.util.Map;

/** An unchecked exception with an error condition. */
public class SparkRuntimeException extends RuntimeException implements SparkThrowable {

    private final String condition;
    private final Map<String, String> messageParameters;

    /** See {@link SparkException} for the conditions. */
    public SparkRuntimeException(String condition, Map<String, String> messageParameters) {
        super(ErrorConditions.message(condition, messageParameters));
        this.condition = condition;
        this.messageParameters = Map.copyOf(messageParameters);
    }

    @Override
    public String getCondition() {
        return condition;
    }

    @Override
    public Map<String, String> getMessageParameters() {
        return messageParameters;
    }
}
