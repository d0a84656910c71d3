// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.config.ConfigValues;
import ember.engine.config.InvalidSetting;
import ember.engine.config.KeyTypes;
import ember.model.Failures;
import ember.spark.LogLevels;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What Spark demands of settings before a context starts, also of those that mean nothing to Ember. */
final class SettingRules {
    private static final String NETWORK_TIMEOUT = "spark.network.timeout";
    private static final String HEARTBEAT_INTERVAL = "spark.executor.heartbeatInterval";
    private static final String TIMEOUT_INTERVAL = "spark.network.timeoutInterval";
    private static final String BLOCK_MANAGER_TIMEOUT = "spark.storage.blockManagerHeartbeatTimeoutMs";
    private static final String EXECUTOR_MEMORY = "spark.executor.memory";
    private static final String DEPLOY_MODE = "spark.submit.deployMode";
    private static final String AUTHENTICATE = "spark.authenticate";

    private static final String LOG_LEVEL = "spark.log.level";

    /** Spark sets 300 MiB aside and wants half as much again. */
    private static final long LEAST_MEMORY_BYTES = 450L << 20;

    private final ConfigValues values;

    private SettingRules(Map<String, String> settings) {
        this.values = new ConfigValues(settings);
    }

    /** Throws what Spark throws, such as {@link SparkIllegalArgumentException}, for the first value that cannot be. */
    static void check(Map<String, String> settings) {
        SettingRules rules = new SettingRules(settings);
        try {
            KeyTypes.check(rules.values);
            rules.options("spark.executor.defaultJavaOptions");
            rules.options("spark.executor.extraJavaOptions");
            rules.deployMode();
            rules.executor();
            rules.encryption();
            rules.timeouts();
            rules.logLevel();
        } catch (InvalidSetting e) {
            throw translated(e);
        }
    }

    /** What Spark throws for a setting that the engine refuses. */
    static SparkIllegalArgumentException translated(InvalidSetting e) {
        return new SparkIllegalArgumentException(e.reason().condition(), e.parameters());
    }

    /** Options of JVMs that Ember does not start. */
    private void options(String key) {
        String options = values.get(key);
        if (options == null) {
            return;
        }
        String condition = options.contains("-Dspark")
                ? ErrorConditions.SPARK_OPTIONS
                : options.contains("-Xmx") ? ErrorConditions.MEMORY_OPTIONS : null;
        if (condition != null) {
            throw failure(condition, Map.of("executorOptsKey", key, "javaOpts", options));
        }
    }

    private void deployMode() {
        String mode = values.get(DEPLOY_MODE);
        if (mode != null && !mode.equals("cluster") && !mode.equals("client")) {
            throw failure(ErrorConditions.DEPLOY_MODE, Map.of("sparkSubmitDeployModeKey", DEPLOY_MODE));
        }
    }

    private void executor() {
        int cores = values.intValue("spark.executor.cores", Integer.MAX_VALUE);
        int cpus = values.intValue("spark.task.cpus", 1);
        if (cores < cpus) {
            throw Failures.<RuntimeException>sneaky(new SparkException("The number of cores per executor (=" + cores
                    + ") has to be >= the number of cpus per task = " + cpus + "."));
        }
        long memory = values.bytes(EXECUTOR_MEMORY, LEAST_MEMORY_BYTES);
        if (memory < LEAST_MEMORY_BYTES) {
            throw new SparkIllegalArgumentException(
                    ErrorConditions.EXECUTOR_MEMORY,
                    Map.of(
                            "executorMemory",
                            Long.toString(memory),
                            "minSystemMemory",
                            Long.toString(LEAST_MEMORY_BYTES),
                            "config",
                            EXECUTOR_MEMORY));
        }
    }

    private void encryption() {
        boolean encrypts = values.booleanValue("spark.network.crypto.enabled", false)
                || values.booleanValue("spark.authenticate.enableSaslEncryption", false);
        if (encrypts && !values.booleanValue(AUTHENTICATE, false)) {
            throw new SparkIllegalArgumentException(
                    ErrorConditions.ENCRYPTION, Map.of("networkAuthEnabledConf", AUTHENTICATE));
        }
    }

    /** Who is silent for the timeout counts as lost, so executors must tell of themselves more often; somebody must look as often. */
    private void timeouts() {
        long timeout = TimeUnit.SECONDS.toMillis(values.time(NETWORK_TIMEOUT, TimeUnit.SECONDS, 120));
        long heartbeat = values.time(HEARTBEAT_INTERVAL, TimeUnit.MILLISECONDS, 10_000);
        if (timeout <= heartbeat) {
            throw new SparkIllegalArgumentException(
                    ErrorConditions.HEARTBEAT,
                    Map.of(
                            "networkTimeoutKey",
                            NETWORK_TIMEOUT,
                            "networkTimeoutValue",
                            Long.toString(timeout),
                            "executorHeartbeatIntervalKey",
                            HEARTBEAT_INTERVAL,
                            "executorHeartbeatIntervalValue",
                            Long.toString(heartbeat)));
        }
        long interval = values.time(TIMEOUT_INTERVAL, TimeUnit.MILLISECONDS, 60_000);
        long blockManager = values.time(BLOCK_MANAGER_TIMEOUT, TimeUnit.MILLISECONDS, timeout);
        if (interval > blockManager) {
            throw new IllegalArgumentException("requirement failed: " + TIMEOUT_INTERVAL
                    + " should be less than or equal to "
                    + (values.get(BLOCK_MANAGER_TIMEOUT) == null ? NETWORK_TIMEOUT : BLOCK_MANAGER_TIMEOUT) + ".");
        }
    }

    private void logLevel() {
        String level = values.get(LOG_LEVEL);
        if (level != null && !LogLevels.KNOWN.contains(level.toUpperCase(Locale.ROOT))) {
            throw values.refused(
                    LOG_LEVEL,
                    level.toUpperCase(Locale.ROOT),
                    "Invalid value for '" + LOG_LEVEL + "'. Valid values are " + String.join(",", LogLevels.KNOWN));
        }
    }

    private static RuntimeException failure(String condition, Map<String, String> parameters) {
        return Failures.<RuntimeException>sneaky(new SparkException(condition, parameters, null));
    }
}
