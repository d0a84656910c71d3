// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.task.ExclusionSettings;
import ember.scheduler.task.LocalityWaits;
import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.SchedulingMode;
import ember.scheduler.task.SpeculationSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerSettingsTest {
    private static SchedulerConfig read(String... keysAndValues) throws Exception {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SchedulerSettings(new ConfigValues(values)).read(4, 0);
    }

    @Test
    void withNothingSetTheLimitsAreSparks() throws Exception {
        assertThat(read()).isEqualTo(SchedulerConfig.DEFAULT);
    }

    @Test
    void sizesTimesAndNumbersHaveSparksUnits() throws Exception {
        assertThat(read("spark.driver.maxResultSize", "3m").maxResultBytes()).isEqualTo(3L << 20);
        assertThat(read("spark.driver.maxResultSize", "17").maxResultBytes()).isEqualTo(17);
        assertThat(read("spark.speculation.interval", "7").speculation().intervalNanos())
                .isEqualTo(7_000_000);
        assertThat(read("spark.speculation.interval", "2min").speculation().intervalNanos())
                .isEqualTo(120_000_000_000L);
        assertThat(read("spark.task.cpus", " 2 ").slotsPerTask()).isEqualTo(2);
        assertThat(read("spark.shuffle.reduceLocality.enabled", "FALSE").reduceLocality())
                .isFalse();
    }

    @Test
    void waitsOfBarrierStagesAreInSeconds() throws Exception {
        BarrierSettings barrier = read(
                        "spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "2",
                        "spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "3",
                        "spark.barrier.sync.timeout", "1min")
                .barrier();
        assertThat(barrier).isEqualTo(new BarrierSettings(2_000_000_000L, 3, 60_000_000_000L));
    }

    @Test
    void waitsOfBarrierStagesCannotBeNothing() {
        assertThatThrownBy(() -> read("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "0"))
                .hasMessageContaining("The max failures should be a positive value.");
        assertThatThrownBy(() -> read("spark.barrier.sync.timeout", "500ms"))
                .hasMessageContaining("The timeout must be at least a second.");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-5g"})
    void noMoreThanNothingIsNoLimitOfResults(String size) throws Exception {
        assertThat(read("spark.driver.maxResultSize", size).maxResultBytes()).isZero();
    }

    @Test
    void whoHasSeveralExecutorsIsWarnedIfNothingRuns() throws Exception {
        assertThat(read("spark.starvation.timeout", "5s").starvationTimeoutNanos())
                .isZero();
        assertThat(read("ember.executors", "2").starvationTimeoutNanos()).isEqualTo(15_000_000_000L);
        assertThat(read("ember.executors", "2", "spark.starvation.timeout", "5s")
                        .starvationTimeoutNanos())
                .isEqualTo(5_000_000_000L);
    }

    @Test
    void noSlotWaitsForALocalTaskUnlessAWaitIsSet() throws Exception {
        assertThat(read().localityWaits()).isEqualTo(LocalityWaits.NONE);
        assertThat(read("spark.locality.wait", "3s").localityWaits())
                .isEqualTo(new LocalityWaits(3_000_000_000L, 3_000_000_000L, false));
        assertThat(read("spark.locality.wait", "3s", "spark.locality.wait.node", "5")
                        .localityWaits())
                .isEqualTo(new LocalityWaits(3_000_000_000L, 5_000_000L, false));
        assertThat(read("spark.locality.wait.legacyResetOnTaskLaunch", "true")
                        .localityWaits()
                        .legacyReset())
                .isTrue();
    }

    @Test
    void speculationIsReadWhole() throws Exception {
        String prefix = "spark.speculation.";
        assertThat(read(
                                "spark.speculation",
                                "true",
                                prefix + "interval",
                                "1ms",
                                prefix + "multiplier",
                                "1.5",
                                prefix + "quantile",
                                "0.5",
                                prefix + "minTaskRuntime",
                                "0",
                                prefix + "task.duration.threshold",
                                "0",
                                prefix + "efficiency.enabled",
                                "false",
                                prefix + "efficiency.processRateMultiplier",
                                "0.1",
                                prefix + "efficiency.longRunTaskFactor",
                                "4")
                        .speculation())
                .isEqualTo(new SpeculationSettings(true, 1_000_000, 1.5, 0.5, 0, 1, false, 0.1, 4));
    }

    @Test
    void exclusionIsOnAsAWholeOrLevelByLevel() throws Exception {
        String prefix = "spark.excludeOnFailure.";
        assertThat(read(prefix + "enabled", "true").exclusion()).isEqualTo(ExclusionSettings.ON);
        ExclusionSettings stagesOnly = read(prefix + "enabled", "true", prefix + "application.enabled", "false")
                .exclusion();
        assertThat(stagesOnly.taskAndStage()).isTrue();
        assertThat(stagesOnly.application()).isFalse();
        assertThat(read(prefix + "taskAndStage.enabled", "true").exclusion().taskAndStage())
                .isTrue();
    }

    @Test
    void keysOfExclusionAreUnderstoodByTheirOldNames() throws Exception {
        assertThat(read("spark.blacklist.enabled", "true").exclusion()).isEqualTo(ExclusionSettings.ON);
        assertThat(read(
                                "spark.blacklist.timeout", "1s",
                                "spark.excludeOnFailure.timeout", "2s")
                        .exclusion()
                        .timeoutNanos())
                .isEqualTo(2_000_000_000L);
    }

    @Test
    void exclusionThatASingleBadHostDefeatsIsRefused() {
        assertThatThrownBy(() -> read(
                        "spark.excludeOnFailure.enabled",
                        "true",
                        "spark.excludeOnFailure.task.maxTaskAttemptsPerNode",
                        "4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "spark.excludeOnFailure.task.maxTaskAttemptsPerNode ( = 4) was >= spark.task.maxFailures ( = 4"
                                + " ). Though excludeOnFailure is enabled, with this configuration, Spark will not be robust to one"
                                + " bad node. Decrease spark.excludeOnFailure.task.maxTaskAttemptsPerNode, increase"
                                + " spark.task.maxFailures, or disable excludeOnFailure with spark.excludeOnFailure.enabled");
    }

    @ParameterizedTest
    @CsvSource({"fifo,FIFO", "FAIR,FAIR", "' fair ',FAIR"})
    void theModeIsForgivenItsCase(String text, SchedulingMode mode) throws Exception {
        PoolSettings pools = read("spark.scheduler.mode", text).pools();
        assertThat(pools.mode()).isEqualTo(mode);
    }

    @Test
    void fairModeWithoutAFileHasOnePoolThatIsFair() throws Exception {
        assertThat(read("spark.scheduler.mode", "FAIR").pools())
                .isEqualTo(new PoolSettings(
                        SchedulingMode.FAIR, List.of(new PoolSettings.Pool("default", SchedulingMode.FAIR, 0, 1))));
    }

    @Test
    void theFileOfPoolsIsNotReadInFifoMode() throws Exception {
        assertThat(read("spark.scheduler.allocation.file", "/no/such/file").pools())
                .isEqualTo(PoolSettings.FIFO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark.task.cpus|abc|TYPE_MISMATCH|It should be a/an 'int' value.",
                "spark.task.cpus|0|REQUIREMENT|Number of cores to allocate for each task should be positive.",
                "spark.task.maxFailures|0|REQUIREMENT|It must be at least 1.",
                "spark.stage.maxAttempts|0|REQUIREMENT|It must be at least 1.",
                "spark.stage.maxConsecutiveAttempts|x|TYPE_MISMATCH|It should be a/an 'int' value.",
                "spark.speculation|maybe|TYPE_MISMATCH|It should be a/an 'boolean' value.",
                "spark.speculation.interval|10x|TYPE_MISMATCH|It should be a/an 'time in MILLISECONDS' value.",
                "spark.speculation.interval|0|REQUIREMENT|The interval must be positive.",
                "spark.speculation.quantile|q|TYPE_MISMATCH|It should be a/an 'double' value.",
                "spark.speculation.quantile|2|REQUIREMENT|The quantile must be between 0 and 1.",
                "spark.locality.wait.node|-1s|REQUIREMENT|The time must not be negative.",
                "spark.driver.maxResultSize|xx|TYPE_MISMATCH|It should be a/an 'bytes in BYTE' value.",
                "spark.scheduler.mode|foo|OUT_OF_RANGE_OF_OPTIONS|It should be one of 'FAIR, FIFO, NONE'.",
                "spark.scheduler.numCancelledJobGroupsToTrack|0|REQUIREMENT|The size of the set should be a positive value.",
            })
    void aValueThatAKeyCannotHaveIsNamedWithWhatIsAccepted(String key, String value, String kind, String accepted) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[INVALID_CONF_VALUE." + kind + "] The value '" + value + "' in the config \"" + key
                        + "\" is invalid. " + accepted + " SQLSTATE: 22022");
    }

    @ParameterizedTest
    @CsvSource({"task.maxTaskAttemptsPerExecutor,0", "timeout,0", "stage.maxFailedTasksPerExecutor,-2"})
    void limitsOfExclusionArePositive(String name, String value) {
        assertThatThrownBy(() -> read("spark.excludeOnFailure." + name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spark.excludeOnFailure." + name + " was " + value + ", but must be > 0.");
    }

    @Test
    void keysThatAreNotHonouredAreKnownByNameOrByTheirBeginning() {
        assertThat(UnhonouredKeys.isUnhonoured("spark.shuffle.manager")).isTrue();
        assertThat(UnhonouredKeys.isUnhonoured("spark.task.reaper.enabled")).isTrue();
        assertThat(UnhonouredKeys.isUnhonoured("spark.shuffle.managers")).isFalse();
        assertThat(UnhonouredKeys.isUnhonoured("spark.task.cpus")).isFalse();
    }
}
