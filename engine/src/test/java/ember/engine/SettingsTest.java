// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.LogLevel;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Settings settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Settings(values, new EngineFixture.PlainFailures());
    }

    @Test
    void aMasterAndANameAreNeeded() {
        assertThatThrownBy(() -> settings().master()).hasMessage("A master URL must be set in your configuration");
        assertThatThrownBy(() -> settings().applicationName())
                .hasMessage("An application name must be set in your configuration");
    }

    @Test
    void aMasterThatIsNoneIsNamed() {
        assertThatThrownBy(() -> settings("spark.master", "local[x]").master())
                .hasMessage("Could not parse Master URL: 'local[x]'");
    }

    @Test
    void aNumberThatIsNoneIsNamedWithItsKey() {
        assertThatThrownBy(() -> settings("spark.default.parallelism", "many").intValue("spark.default.parallelism", 1))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("Illegal value for config key spark.default.parallelism: For input string: \"many\"");
    }

    @Test
    void theMasterSaysHowOftenATaskIsTriedUnlessTheKeyIsSet() {
        MasterUrl master = new MasterUrl(2, 3);
        assertThat(settings().scheduler(master, 0).maxTaskFailures()).isEqualTo(3);
        assertThat(settings("spark.task.maxFailures", "7").scheduler(master, 0).maxTaskFailures())
                .isEqualTo(7);
    }

    @Test
    void theOtherLimitsAreSparks() {
        assertThat(settings().scheduler(new MasterUrl(1, 4), 0)).isEqualTo(SchedulerConfig.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"spark.task.maxFailures,0", "spark.stage.maxConsecutiveAttempts,-1"})
    void aLimitThatAllowsNothingIsRefused(String key, String value) {
        assertThatThrownBy(() -> settings(key, value).scheduler(new MasterUrl(1, 1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @Test
    void anExecutorHasRoomForATask() {
        MasterUrl two = new MasterUrl(2, 1);
        assertThat(settings("spark.task.cpus", "2").scheduler(two, 0).slotsPerTask())
                .isEqualTo(2);
        assertThatThrownBy(() -> settings("spark.task.cpus", "3").scheduler(two, 0))
                .hasMessage("The number of cores per executor (=2) has to be >= the number of cpus per task = 3.");
        assertThatThrownBy(() ->
                        settings("spark.task.cpus", "2", "ember.executors", "2").scheduler(two, 0))
                .hasMessage("The number of cores per executor (=1) has to be >= the number of cpus per task = 2.");
    }

    @Test
    void thereIsAtLeastOneExecutor() {
        assertThat(settings().executorCount()).isEqualTo(1);
        assertThatThrownBy(() -> settings("ember.executors", "0").executorCount())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ember.executors should be at least 1, but was 0");
    }

    @Test
    void cachedPartitionsMayTakeAShareOfTheHeap() {
        assertThat(settings("spark.memory.fraction", "0.5").space().memory().maxBytes() * 1.0)
                .isCloseTo(
                        settings("spark.memory.fraction", "1.0")
                                        .space()
                                        .memory()
                                        .maxBytes()
                                * 0.5,
                        Offset.offset(1.0));
        assertThatThrownBy(
                        () -> settings("spark.memory.fraction", "half").space().memory())
                .hasMessageContaining("spark.memory.fraction")
                .hasMessageContaining("half");
    }

    @Test
    void memoryOutsideTheHeapHasASizeIfItIsEnabled() {
        assertThat(settings("spark.memory.offHeap.size", "1m").space().offHeap().maxBytes())
                .isZero();
        assertThat(settings("spark.memory.offHeap.enabled", "true", "spark.memory.offHeap.size", "1m")
                        .space()
                        .offHeap()
                        .maxBytes())
                .isEqualTo(1 << 20);
        assertThatThrownBy(
                        () -> settings("spark.memory.offHeap.enabled", "true").space())
                .hasMessage("requirement failed: spark.memory.offHeap.size must be > 0 when"
                        + " spark.memory.offHeap.enabled == true");
    }

    @Test
    void aLogLevelThatIsNoneIsNamedWithThoseThatAre() {
        assertThat(settings("ember.log.level", "DEBUG").logLevel()).isEqualTo(LogLevel.DEBUG);
        assertThatThrownBy(() -> settings("ember.log.level", "LOUD").logLevel())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ember.log.level should be one of ERROR, WARN, INFO, DEBUG and TRACE, but was LOUD");
    }
}
