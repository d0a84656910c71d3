// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.util.Map;

/** An argument or a setting that cannot be, with an error condition. */
public class SparkIllegalArgumentException extends IllegalArgumentException implements SparkThrowable {

    private final String condition;
    private final Map<String, String> messageParameters;

    /** See {@link SparkException} for the conditions. */
    public SparkIllegalArgumentException(String condition, Map<String, String> messageParameters) {
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
