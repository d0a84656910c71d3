// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.SparkIllegalArgumentException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class BadSettingsTest {
    private static void start(String... keysAndValues) {
        SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("settings");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            conf.set(keysAndValues[i], keysAndValues[i + 1]);
        }
        new JavaSparkContext(conf).close();
    }

    @Test
    void aRefusedValueHasAConditionWithParameters() {
        SparkIllegalArgumentException refused = catchThrowableOfType(
                SparkIllegalArgumentException.class, () -> start("spark.scheduler.numCancelledJobGroupsToTrack", "0"));
        assertThat(refused.getCondition()).isEqualTo("INVALID_CONF_VALUE.REQUIREMENT");
        assertThat(refused.getSqlState()).isEqualTo("22022");
        assertThat(refused.getDefaultMessageTemplate())
                .isEqualTo("The value '<confValue>' in the config \"<confName>\" is invalid. <confRequirement>");
        assertThat(refused.getMessageParameters())
                .isEqualTo(Map.of(
                        "confName",
                        "spark.scheduler.numCancelledJobGroupsToTrack",
                        "confValue",
                        "0",
                        "confRequirement",
                        "The size of the set should be a positive value."));
    }

    @Test
    void executorsMustTellOfThemselvesMoreOftenThanTheyCountAsLost() {
        assertThatThrownBy(() -> start("spark.executor.heartbeatInterval", "120s"))
                .isInstanceOf(SparkIllegalArgumentException.class)
                .hasMessage(
                        "[INVALID_SPARK_CONFIG.INVALID_EXECUTOR_HEARTBEAT_INTERVAL] Invalid Spark config: The value of"
                                + " spark.network.timeout=120000ms must be greater than the value of"
                                + " spark.executor.heartbeatInterval=120000ms. SQLSTATE: 42616");
        assertThatThrownBy(() -> start("spark.network.timeout", "20s"))
                .hasMessage("requirement failed: spark.network.timeoutInterval should be less than or equal to"
                        + " spark.network.timeout.");
        assertThatCode(() -> start("spark.executor.heartbeatInterval", "119s")).doesNotThrowAnyException();
    }

    @Test
    void whatAClusterWouldRefuseIsRefused() {
        assertThatThrownBy(() -> start("spark.executor.extraJavaOptions", "-Xmx1g"))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("spark.executor.extraJavaOptions is not allowed to specify max heap memory");
        assertThatThrownBy(() -> start("spark.executor.memory", "449m"))
                .hasMessageContaining("Executor memory 470810624 must be at least 471859200.");
        assertThatThrownBy(() -> start("spark.network.crypto.enabled", "true"))
                .hasMessageContaining("spark.authenticate must be enabled when enabling encryption.");
        assertThatThrownBy(() -> start("spark.executor.cores", "1", "spark.task.cpus", "2"))
                .isInstanceOf(SparkException.class)
                .hasMessage("The number of cores per executor (=1) has to be >= the number of cpus per task = 2.");
    }
}
