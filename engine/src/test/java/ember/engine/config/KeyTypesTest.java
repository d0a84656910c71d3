// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyTypesTest {
    private static void check(String key, String value) {
        KeyTypes.check(new ConfigValues(Map.of(key, value)));
    }

    private static void assertRefused(String key, String value, String type) {
        assertThatThrownBy(() -> check(key, value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("[INVALID_CONF_VALUE.TYPE_MISMATCH] The value '" + value + "' in the config \"" + key
                        + "\" is invalid. It should be a/an '" + type + "' value. SQLSTATE: 22022");
    }

    @Test
    void valuesOfAnotherKindAreRefusedThoughNobodyReadsThem() {
        assertRefused("spark.broadcast.compress", "yes", "boolean");
        assertRefused("spark.executor.cores", "many", "int");
        assertRefused("spark.shuffle.spill.batchSize", "1e3", "long");
        assertRefused("spark.storage.unrollMemoryGrowthFactor", "x", "double");
        assertRefused("spark.buffer.pageSize", "1.5k", "bytes in BYTE");
        assertRefused("spark.broadcast.blockSize", "big", "bytes in KiB");
        assertRefused("spark.reducer.maxSizeInFlight", "big", "bytes in MiB");
        assertRefused("spark.network.timeout", "soon", "time in SECONDS");
        assertRefused("spark.network.timeoutInterval", "soon", "time in MILLISECONDS");
        assertRefused("spark.ui.liveUpdate.period", "soon", "time in NANOSECONDS");
    }

    @Test
    void valuesOfTheRightKindAndUnknownKeysPass() {
        assertThatCode(() -> {
                    check("spark.broadcast.compress", " TRUE ");
                    check("spark.executor.cores", "-1");
                    check("spark.network.timeout", "-1");
                    check("spark.reducer.maxSizeInFlight", "48m");
                    check("spark.no.such.key", "anything");
                })
                .doesNotThrowAnyException();
    }
}
