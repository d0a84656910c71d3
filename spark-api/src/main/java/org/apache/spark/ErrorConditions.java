// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.config.InvalidSetting;
import ember.model.Failures.Unsupported;
import java.util.Map;

/** The error conditions that the engine raises: their messages and SQL states. */
final class ErrorConditions {

    static final String INTERNAL_ERROR = "INTERNAL_ERROR";
    static final String CHECKPOINT_BLOCK_LOST = "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND";
    static final String SPARK_JOB_CANCELLED = "SPARK_JOB_CANCELLED";

    static final String ADD_DIRECTORY = "UNSUPPORTED_ADD_FILE.DIRECTORY";

    private static final String SETTING = "INVALID_SPARK_CONFIG.";
    static final String HEARTBEAT = SETTING + "INVALID_EXECUTOR_HEARTBEAT_INTERVAL";
    static final String SPARK_OPTIONS = SETTING + "INVALID_EXECUTOR_SPARK_OPTIONS";
    static final String MEMORY_OPTIONS = SETTING + "INVALID_EXECUTOR_MEMORY_OPTIONS";
    static final String ENCRYPTION = SETTING + "NETWORK_AUTH_MUST_BE_ENABLED";
    static final String DEPLOY_MODE = SETTING + "INVALID_SPARK_SUBMIT_DEPLOY_MODE_KEY";
    static final String EXECUTOR_MEMORY = "INVALID_EXECUTOR_MEMORY";

    private static final String UNNAMED = "_LEGACY_ERROR_TEMP_";
    static final String RDD_WITHOUT_CONTEXT = UNNAMED + "3011";
    static final String NO_EXTENT = UNNAMED + "3005";
    static final String OTHER_LEVEL = UNNAMED + "3012";
    static final String EMPTY_COLLECTION = UNNAMED + "3014";
    static final String UNEQUAL_ZIP = UNNAMED + "3013";

    private static final String RDD_WITHOUT_CONTEXT_TEXT =
            "This RDD lacks a SparkContext: it was used inside a task, where only the elements are. Transformations and actions"
                    + " are for the driver; in a function that runs in tasks, use a value that was collected or broadcast before"
                    + " (see SPARK-5063).";

    private static final String CHECKPOINT_BLOCK_LOST_TEXT = "Checkpoint block <rddBlockId> not found!\n"
            + "Either the executor that originally checkpointed this partition is no longer alive, or the original RDD"
            + " is unpersisted.\n"
            + "If this problem persists, you may consider using `rdd.checkpoint()` instead, which is slower than local"
            + " checkpointing but more fault-tolerant.";

    private ErrorConditions() {}

    /** {@code <name>} stands for a parameter; null if the condition is unknown or null. */
    static String template(String condition) {
        if (condition == null) {
            return null;
        }
        return switch (condition) {
            case SPARK_JOB_CANCELLED -> "Job <jobId> cancelled <reason>";
            case ADD_DIRECTORY ->
                "Don't support add file. The file <path> is a directory, consider to set"
                        + " \"spark.sql.legacy.addSingleFileInAddFile\" to \"false\".";
            case CHECKPOINT_BLOCK_LOST -> CHECKPOINT_BLOCK_LOST_TEXT;
            case NO_EXTENT -> Unsupported.NO_EXTENT.message();
            case OTHER_LEVEL -> Unsupported.OTHER_LEVEL.message();
            case EMPTY_COLLECTION -> Unsupported.EMPTY_COLLECTION.message();
            case UNEQUAL_ZIP -> "Can only zip RDDs with same number of elements in each partition";
            case RDD_WITHOUT_CONTEXT -> RDD_WITHOUT_CONTEXT_TEXT;
            default -> isInternal(condition) ? "<message>" : ofSetting(condition);
        };
    }

    private static String ofSetting(String condition) {
        String invalid = "Invalid Spark config: ";
        return switch (condition) {
            case HEARTBEAT ->
                invalid + "The value of <networkTimeoutKey>=<networkTimeoutValue>ms must be greater than the value of"
                        + " <executorHeartbeatIntervalKey>=<executorHeartbeatIntervalValue>ms.";
            case SPARK_OPTIONS ->
                invalid
                        + "<executorOptsKey> is not allowed to set Spark options (was '<javaOpts>'). Set them directly on"
                        + " a SparkConf or in a properties file when using ./bin/spark-submit.";
            case MEMORY_OPTIONS ->
                invalid + "<executorOptsKey> is not allowed to specify max heap memory settings (was '<javaOpts>'). Use"
                        + " spark.executor.memory instead.";
            case ENCRYPTION -> invalid + "<networkAuthEnabledConf> must be enabled when enabling encryption.";
            case DEPLOY_MODE -> invalid + "<sparkSubmitDeployModeKey> can only be \"cluster\" or \"client\".";
            case EXECUTOR_MEMORY ->
                "Executor memory <executorMemory> must be at least <minSystemMemory>.\n"
                        + "Please increase executor memory using the --executor-memory option or \"<config>\" in Spark"
                        + " configuration.";
            default -> {
                InvalidSetting.Reason reason = InvalidSetting.Reason.of(condition);
                yield reason == null ? null : reason.template();
            }
        };
    }

    /** Null if the condition is unknown or null, or has none. */
    static String sqlState(String condition) {
        if (isInternal(condition)) {
            return "XX000";
        }
        if (CHECKPOINT_BLOCK_LOST.equals(condition)) {
            return "56000";
        }
        if (ADD_DIRECTORY.equals(condition)) {
            return "0A000";
        }
        if (SPARK_JOB_CANCELLED.equals(condition)) {
            return "XXKDA";
        }
        return condition == null ? null : stateOfSetting(condition);
    }

    private static String stateOfSetting(String condition) {
        if (condition.startsWith(SETTING)) {
            return "42616";
        }
        if (EXECUTOR_MEMORY.equals(condition)) {
            return "F0000";
        }
        InvalidSetting.Reason reason = InvalidSetting.Reason.of(condition);
        return reason == null ? null : reason.sqlState();
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
        // Spark's old messages have a number in place of a name, which they keep to themselves.
        return condition.startsWith(UNNAMED)
                ? text
                : "[" + condition + "] " + text + " SQLSTATE: " + sqlState(condition);
    }
}
