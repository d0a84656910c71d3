// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

/**
 * When a task that runs long gets a second attempt beside the first.
 *
 * @param enabled Spark: spark.speculation, default false
 * @param intervalNanos time between two checks. Spark: spark.speculation.interval, default 100 ms
 * @param multiplier how many times longer than the median a task runs. Spark: spark.speculation.multiplier, default 3
 * @param quantile share of the set's tasks that must have finished, 0 to 1. Spark: spark.speculation.quantile, default 0.9
 * @param minTaskRuntimeNanos no copy before a task has run so long. Spark: spark.speculation.minTaskRuntime, default 100 ms
 * @param durationThresholdNanos copies a task of a set that fits into one executor once it ran so long; 0: never. Spark:
 *     spark.speculation.task.duration.threshold, default unset
 * @param efficiencyEnabled whether only tasks that process records slowly get a copy. Spark: spark.speculation.efficiency.enabled
 * @param processRateMultiplier a task slower than this share of the average rate is slow. Spark:
 *     spark.speculation.efficiency.processRateMultiplier, default 0.75
 * @param longRunTaskFactor a task that ran so many times the threshold gets a copy whatever its rate. Spark:
 *     spark.speculation.efficiency.longRunTaskFactor, default 2
 */
public record SpeculationSettings(
        boolean enabled,
        long intervalNanos,
        double multiplier,
        double quantile,
        long minTaskRuntimeNanos,
        long durationThresholdNanos,
        boolean efficiencyEnabled,
        double processRateMultiplier,
        double longRunTaskFactor) {
    /** Spark's defaults, switched off. */
    public static final SpeculationSettings OFF =
            new SpeculationSettings(false, 100_000_000L, 3, 0.9, 100_000_000L, 0, true, 0.75, 2);

    /** Spark's defaults, switched on. */
    public static final SpeculationSettings ON =
            new SpeculationSettings(true, 100_000_000L, 3, 0.9, 100_000_000L, 0, true, 0.75, 2);

    public SpeculationSettings {
        if (intervalNanos < 1) {
            throw new IllegalArgumentException("spark.speculation.interval must be positive");
        }
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("spark.speculation.quantile must be between 0 and 1, was " + quantile);
        }
    }
}
