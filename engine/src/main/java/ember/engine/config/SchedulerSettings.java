// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.task.ExclusionSettings;
import ember.scheduler.task.LocalityWaits;
import ember.scheduler.task.SpeculationSettings;
import java.util.Locale;

/** Reads the scheduler's keys. They are Spark's, with Spark's units and defaults, but no wait for locality unless one is set. */
public final class SchedulerSettings {
    private static final String EXCLUSION = "spark.excludeOnFailure.";
    /** What the keys above were called before; still understood where the new name is not set. */
    private static final String EXCLUSION_BEFORE = "spark.blacklist.";

    private static final long STARVATION_TIMEOUT_NANOS = 15_000_000_000L;

    private final ConfigValues values;

    public SchedulerSettings(ConfigValues values) {
        this.values = values;
    }

    /**
     * The scheduler's limits.
     *
     * @param maxTaskFailures what the master says; {@code spark.task.maxFailures} counts more, also in local mode
     * @param originMillis when the engine's clock began, in milliseconds since the epoch
     * @throws IllegalArgumentException if a key has a value that it cannot have
     * @throws Exception if the file of pools cannot be read or is not XML, as {@link FairPools#load} says; not named here, for naming
     *     them loads the XML parser's classes
     */
    public SchedulerConfig read(int maxTaskFailures, long originMillis) throws Exception {
        SchedulerConfig defaults = SchedulerConfig.DEFAULT;
        return new SchedulerConfig(
                values.intAtLeast("spark.task.maxFailures", maxTaskFailures, 1, "It must be at least 1."),
                values.intAtLeast(
                        "spark.stage.maxConsecutiveAttempts",
                        defaults.maxConsecutiveStageAttempts(),
                        1,
                        "It must be at least 1."),
                values.intAtLeast("spark.stage.maxAttempts", defaults.maxStageAttempts(), 1, "It must be at least 1."),
                values.booleanValue("spark.test.noStageRetry", false),
                defaults.resubmitDelayNanos(),
                values.intAtLeast(
                        "spark.scheduler.numCancelledJobGroupsToTrack",
                        defaults.cancelledGroupsRemembered(),
                        1,
                        "The size of the set should be a positive value."),
                Math.max(0, values.bytes("spark.driver.maxResultSize", defaults.maxResultBytes())),
                values.intAtLeast(
                        "spark.task.cpus",
                        defaults.slotsPerTask(),
                        1,
                        "Number of cores to allocate for each task should be positive."),
                values.booleanValue("spark.shuffle.reduceLocality.enabled", defaults.reduceLocality()),
                isFair() ? FairPools.load(values.get("spark.scheduler.allocation.file")) : defaults.pools(),
                localityWaits(),
                speculation(),
                exclusion(),
                barrier(),
                starvationTimeoutNanos(),
                originMillis);
    }

    /** One executor is there from the start, as in Spark's local mode, which never warns. */
    private long starvationTimeoutNanos() {
        return values.intValue("ember.executors", 1) == 1
                ? 0
                : values.timeNanos("spark.starvation.timeout", MILLISECONDS, STARVATION_TIMEOUT_NANOS);
    }

    private boolean isFair() {
        String key = "spark.scheduler.mode";
        String mode = values.get(key);
        if (mode == null) {
            return false;
        }
        return switch (mode.trim().toUpperCase(Locale.ROOT)) {
            case "FIFO" -> false;
            case "FAIR" -> true;
            case "NONE" ->
                throw new IllegalArgumentException("Unsupported scheduling mode: NONE. Use FAIR or FIFO instead.");
            default -> throw values.outOfOptions(key, "FAIR, FIFO, NONE");
        };
    }

    private LocalityWaits localityWaits() {
        long wait = values.timeNanos("spark.locality.wait", MILLISECONDS, 0);
        return new LocalityWaits(
                values.timeNanos("spark.locality.wait.process", MILLISECONDS, wait),
                values.timeNanos("spark.locality.wait.node", MILLISECONDS, wait),
                values.booleanValue("spark.locality.wait.legacyResetOnTaskLaunch", false));
    }

    private SpeculationSettings speculation() {
        SpeculationSettings defaults = SpeculationSettings.OFF;
        String prefix = "spark.speculation.";
        String efficiency = prefix + "efficiency.";
        String rate = efficiency + "processRateMultiplier";
        String factor = efficiency + "longRunTaskFactor";
        String threshold = prefix + "task.duration.threshold";
        String interval = prefix + "interval";
        long intervalNanos = values.timeNanos(interval, MILLISECONDS, defaults.intervalNanos());
        if (intervalNanos == 0) {
            throw values.refused(interval, "The interval must be positive.");
        }
        double quantile = values.doubleValue(prefix + "quantile", defaults.quantile());
        if (!(quantile >= 0 && quantile <= 1)) {
            throw values.refused(prefix + "quantile", "The quantile must be between 0 and 1.");
        }
        double rateMultiplier = values.doubleValue(rate, defaults.processRateMultiplier());
        if (!(rateMultiplier > 0 && rateMultiplier <= 1)) {
            throw values.refused(rate, "The value of " + rate + " must be in (0.0, 1.0].");
        }
        double longRunFactor = values.doubleValue(factor, defaults.longRunTaskFactor());
        if (!(longRunFactor >= 1)) {
            throw values.refused(factor, "The value of " + factor + " must be greater than or equal to 1.0.");
        }
        return new SpeculationSettings(
                values.booleanValue("spark.speculation", false),
                intervalNanos,
                values.doubleValue(prefix + "multiplier", defaults.multiplier()),
                quantile,
                values.timeNanos(prefix + "minTaskRuntime", MILLISECONDS, defaults.minTaskRuntimeNanos()),
                // A threshold of nothing is one nanosecond: 0 says that there is none.
                values.get(threshold) == null ? 0 : Math.max(1, values.timeNanos(threshold, MILLISECONDS, 0)),
                values.booleanValue(efficiency + "enabled", defaults.efficiencyEnabled()),
                rateMultiplier,
                longRunFactor);
    }

    private BarrierSettings barrier() {
        BarrierSettings defaults = BarrierSettings.DEFAULT;
        String check = "spark.scheduler.barrier.maxConcurrentTasksCheck.";
        String timeout = "spark.barrier.sync.timeout";
        long timeoutNanos = values.timeNanos(timeout, SECONDS, defaults.syncTimeoutNanos());
        if (timeoutNanos == 0) {
            throw values.refused(timeout, "The timeout must be at least a second.");
        }
        return new BarrierSettings(
                values.timeNanos(check + "interval", SECONDS, defaults.checkIntervalNanos()),
                values.intAtLeast(
                        check + "maxFailures",
                        defaults.checkMaxFailures(),
                        1,
                        "The max failures should be a positive value."),
                timeoutNanos);
    }

    private ExclusionSettings exclusion() {
        ExclusionSettings defaults = ExclusionSettings.OFF;
        boolean enabled = values.booleanValue(exclusionKey("enabled"), false);
        boolean taskAndStage = values.booleanValue(exclusionKey("taskAndStage.enabled"), enabled);
        boolean application = values.booleanValue(exclusionKey("application.enabled"), enabled);
        ExclusionSettings settings = new ExclusionSettings(
                taskAndStage,
                application,
                positive("task.maxTaskAttemptsPerExecutor", defaults.maxTaskAttemptsPerExecutor()),
                positive("task.maxTaskAttemptsPerNode", defaults.maxTaskAttemptsPerNode()),
                positive("stage.maxFailedTasksPerExecutor", defaults.maxFailedTasksPerExecutorStage()),
                positive("stage.maxFailedExecutorsPerNode", defaults.maxFailedExecutorsPerNodeStage()),
                positive("application.maxFailedTasksPerExecutor", defaults.maxFailedTasksPerExecutor()),
                positive("application.maxFailedExecutorsPerNode", defaults.maxFailedExecutorsPerNode()),
                values.timeNanos(exclusionKey("timeout"), MILLISECONDS, defaults.timeoutNanos()),
                values.booleanValue(exclusionKey("application.fetchFailure.enabled"), defaults.fetchFailure()));
        if (settings.timeoutNanos() == 0) {
            throw mustBePositive(exclusionKey("timeout"));
        }
        int maxFailures = values.intValue("spark.task.maxFailures", SchedulerConfig.DEFAULT.maxTaskFailures());
        if ((taskAndStage || application) && maxFailures <= settings.maxTaskAttemptsPerNode()) {
            throw noSecondNode(settings.maxTaskAttemptsPerNode(), maxFailures);
        }
        return settings;
    }

    private String exclusionKey(String name) {
        String key = EXCLUSION + name;
        String before = EXCLUSION_BEFORE + name;
        return values.get(key) == null && values.get(before) != null ? before : key;
    }

    private int positive(String name, int otherwise) {
        String key = exclusionKey(name);
        int value = values.intValue(key, otherwise);
        if (value < 1) {
            throw mustBePositive(key);
        }
        return value;
    }

    private IllegalArgumentException mustBePositive(String key) {
        return new IllegalArgumentException(key + " was " + values.get(key) + ", but must be > 0.");
    }

    private static IllegalArgumentException noSecondNode(int attemptsPerNode, int maxFailures) {
        String node = EXCLUSION + "task.maxTaskAttemptsPerNode";
        return new IllegalArgumentException(node + " ( = " + attemptsPerNode + ") was >= spark.task.maxFailures ( = "
                + maxFailures + " ). Though excludeOnFailure is enabled, with this configuration, Spark will not be"
                + " robust to one bad node. Decrease " + node + ", increase spark.task.maxFailures, or disable"
                + " excludeOnFailure with " + EXCLUSION + "enabled");
    }
}
