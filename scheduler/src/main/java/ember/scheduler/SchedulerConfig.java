// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.task.ExclusionSettings;
import ember.scheduler.task.LocalityWaits;
import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.SpeculationSettings;
import java.util.function.Consumer;

/**
 * Limits and waits of the scheduler.
 *
 * @param maxTaskFailures failures of one task before its job fails. Spark: spark.task.maxFailures, default 4; 1 in local mode
 * @param maxConsecutiveStageAttempts failed attempts of one stage without a success before its jobs fail. Spark:
 *     spark.stage.maxConsecutiveAttempts, default 4
 * @param maxStageAttempts attempts of one stage in all. Spark: spark.stage.maxAttempts, default unlimited
 * @param noStageRetry whether a stage that loses an input is not tried again. Spark: spark.test.noStageRetry, default false
 * @param resubmitDelayNanos wait between a fetch failure and the resubmission, so that one round serves many failures. Spark: fixed,
 *     200 ms
 * @param cancelledGroupsRemembered groups whose future jobs are refused. Spark: spark.scheduler.numCancelledJobGroupsToTrack,
 *     default 1000
 * @param maxResultBytes results of one task set in all, 0: no limit. Spark: spark.driver.maxResultSize, default 1g
 * @param slotsPerTask slots that one task takes. Spark: spark.task.cpus, default 1
 * @param reduceLocality whether reduce tasks prefer the executors that hold much of their input. Spark:
 *     spark.shuffle.reduceLocality.enabled, default true
 * @param starvationTimeoutNanos how long nothing runs before it is said, until the first task is launched; 0: it is never said, as in
 *     local mode. Spark: spark.starvation.timeout, default 15 s
 * @param originMillis milliseconds since the epoch at the moment that the engine calls 0 ns
 */
public record SchedulerConfig(
        int maxTaskFailures,
        int maxConsecutiveStageAttempts,
        int maxStageAttempts,
        boolean noStageRetry,
        long resubmitDelayNanos,
        int cancelledGroupsRemembered,
        long maxResultBytes,
        int slotsPerTask,
        boolean reduceLocality,
        PoolSettings pools,
        LocalityWaits localityWaits,
        SpeculationSettings speculation,
        ExclusionSettings exclusion,
        BarrierSettings barrier,
        long starvationTimeoutNanos,
        long originMillis) {
    /** Spark's defaults, but no wait for locality, for an engine that starts its clock at 0. */
    public static final SchedulerConfig DEFAULT = new SchedulerConfig(
            4,
            4,
            Integer.MAX_VALUE,
            false,
            200_000_000L,
            1000,
            1L << 30,
            1,
            true,
            PoolSettings.FIFO,
            LocalityWaits.NONE,
            SpeculationSettings.OFF,
            ExclusionSettings.OFF,
            BarrierSettings.DEFAULT,
            0,
            0);

    public SchedulerConfig {
        atLeast("spark.task.maxFailures", maxTaskFailures, 1);
        atLeast("spark.stage.maxConsecutiveAttempts", maxConsecutiveStageAttempts, 1);
        atLeast("spark.stage.maxAttempts", maxStageAttempts, 1);
        atLeast("resubmitDelayNanos", resubmitDelayNanos, 0);
        atLeast("spark.scheduler.numCancelledJobGroupsToTrack", cancelledGroupsRemembered, 1);
        atLeast("spark.driver.maxResultSize", maxResultBytes, 0);
        atLeast("spark.task.cpus", slotsPerTask, 1);
        atLeast("spark.starvation.timeout", starvationTimeoutNanos, 0);
    }

    /** The same with another limit of failures of one task. */
    public SchedulerConfig withMaxTaskFailures(int failures) {
        return with(parts -> parts.maxTaskFailures = failures);
    }

    /** The same with other limits of stage attempts. */
    public SchedulerConfig withStageAttempts(int consecutive, int total) {
        return with(parts -> {
            parts.maxConsecutiveStageAttempts = consecutive;
            parts.maxStageAttempts = total;
        });
    }

    /** The same, but a stage that loses an input is not tried again. */
    public SchedulerConfig withoutStageRetry() {
        return with(parts -> parts.noStageRetry = true);
    }

    /** The same with other slots for one task. */
    public SchedulerConfig withSlotsPerTask(int slots) {
        return with(parts -> parts.slotsPerTask = slots);
    }

    /** The same with other pools. */
    public SchedulerConfig withPools(PoolSettings settings) {
        return with(parts -> parts.pools = settings);
    }

    /** The same with other waits for locality. */
    public SchedulerConfig withLocalityWaits(LocalityWaits waits) {
        return with(parts -> parts.localityWaits = waits);
    }

    /** The same with another rule for second copies. */
    public SchedulerConfig withSpeculation(SpeculationSettings settings) {
        return with(parts -> parts.speculation = settings);
    }

    /** The same with other rules for executors to avoid. */
    public SchedulerConfig withExclusion(ExclusionSettings settings) {
        return with(parts -> parts.exclusion = settings);
    }

    /** The same with other waits of barrier stages. */
    public SchedulerConfig withBarrier(BarrierSettings settings) {
        return with(parts -> parts.barrier = settings);
    }

    /** The same with another wait before it is said that nothing runs. */
    public SchedulerConfig withStarvationTimeout(long nanos) {
        return with(parts -> parts.starvationTimeoutNanos = nanos);
    }

    private SchedulerConfig with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.config();
    }

    /** What a configuration is made of, while some of it is changed. */
    private static final class Parts {
        int maxTaskFailures;
        int maxConsecutiveStageAttempts;
        int maxStageAttempts;
        boolean noStageRetry;
        long resubmitDelayNanos;
        int cancelledGroupsRemembered;
        long maxResultBytes;
        int slotsPerTask;
        boolean reduceLocality;
        PoolSettings pools;
        LocalityWaits localityWaits;
        SpeculationSettings speculation;
        ExclusionSettings exclusion;
        BarrierSettings barrier;
        long starvationTimeoutNanos;
        long originMillis;

        Parts(SchedulerConfig config) {
            maxTaskFailures = config.maxTaskFailures;
            maxConsecutiveStageAttempts = config.maxConsecutiveStageAttempts;
            maxStageAttempts = config.maxStageAttempts;
            noStageRetry = config.noStageRetry;
            resubmitDelayNanos = config.resubmitDelayNanos;
            cancelledGroupsRemembered = config.cancelledGroupsRemembered;
            maxResultBytes = config.maxResultBytes;
            slotsPerTask = config.slotsPerTask;
            reduceLocality = config.reduceLocality;
            pools = config.pools;
            localityWaits = config.localityWaits;
            speculation = config.speculation;
            exclusion = config.exclusion;
            barrier = config.barrier;
            starvationTimeoutNanos = config.starvationTimeoutNanos;
            originMillis = config.originMillis;
        }

        SchedulerConfig config() {
            return new SchedulerConfig(
                    maxTaskFailures,
                    maxConsecutiveStageAttempts,
                    maxStageAttempts,
                    noStageRetry,
                    resubmitDelayNanos,
                    cancelledGroupsRemembered,
                    maxResultBytes,
                    slotsPerTask,
                    reduceLocality,
                    pools,
                    localityWaits,
                    speculation,
                    exclusion,
                    barrier,
                    starvationTimeoutNanos,
                    originMillis);
        }
    }

    private static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", was " + value);
        }
    }
}
