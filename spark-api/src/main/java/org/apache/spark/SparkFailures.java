// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.model.Failures;
import java.util.Map;

/** Makes Spark's exceptions for the engine. */
final class SparkFailures implements Failures {
    private static final String JOB = "Job ";
    private static final String CANCELLED = " cancelled ";

    @Override
    public Exception failure(String message, Throwable cause) {
        return new SparkException(message, cause);
    }

    @Override
    public Exception jobAborted(String message, Throwable cause) {
        if (cause instanceof Exception exception
                && cause instanceof SparkThrowable known
                && known.getCondition() != null) {
            return exception;
        }
        return new SparkException(message, cause);
    }

    /** Told once, however many layers of the engine tell it. */
    @Override
    public Exception driverFunctionFailed(Throwable cause) {
        return cause instanceof SparkDriverExecutionException told ? told : new SparkDriverExecutionException(cause);
    }

    /** The scheduler's text is {@code Job 3 cancelled because ...}: both parts are parameters of the condition. */
    @Override
    public Exception cancelled(String message) {
        int end = message.indexOf(CANCELLED);
        if (!message.startsWith(JOB) || end < 0) {
            return new SparkException(message);
        }
        return new SparkException(
                ErrorConditions.SPARK_JOB_CANCELLED,
                Map.of(
                        "jobId",
                        message.substring(JOB.length(), end),
                        "reason",
                        message.substring(end + CANCELLED.length())),
                null);
    }

    @Override
    public Exception unequalZip() {
        return new SparkException(ErrorConditions.UNEQUAL_ZIP, Map.of(), null);
    }

    @Override
    public UnsupportedOperationException unsupported(Unsupported what) {
        String condition = switch (what) {
            case EMPTY_COLLECTION -> ErrorConditions.EMPTY_COLLECTION;
            case OTHER_LEVEL -> ErrorConditions.OTHER_LEVEL;
            case NO_EXTENT -> ErrorConditions.NO_EXTENT;
        };
        return new SparkUnsupportedOperationException(condition, Map.of());
    }

    @Override
    public Exception checkpointBlockLost(String block) {
        return new SparkException(ErrorConditions.CHECKPOINT_BLOCK_LOST, Map.of("rddBlockId", block), null);
    }

    @Override
    public Exception notSerializable(String message, Throwable cause) {
        return new SparkException(message, cause);
    }
}
