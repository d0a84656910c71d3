// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkExceptionTest {

    @Test
    void plainExceptionHasNoCondition() {
        SparkException e = new SparkException("m");

        assertThat(e).hasMessage("m").hasNoCause();
        assertThat(e.getCondition()).isNull();
        assertThat(e.getSqlState()).isNull();
        assertThat(e.getDefaultMessageTemplate()).isNull();
        assertThat(e.getMessageParameters()).isEmpty();
        assertThat(e.getQueryContext()).isEmpty();
        assertThat(e.getBreakingChangeInfo()).isNull();
        assertThat(e.isInternalError()).isFalse();
    }

    @Test
    void internalErrorSaysSo() {
        SparkException e = SparkException.internalError("boom");

        assertThat(e).hasMessage("[INTERNAL_ERROR] boom SQLSTATE: XX000");
        assertThat(e.getCondition()).isEqualTo("INTERNAL_ERROR");
        assertThat(e.getSqlState()).isEqualTo("XX000");
        assertThat(e.getDefaultMessageTemplate()).isEqualTo("<message>");
        assertThat(e.getMessageParameters()).isEqualTo(Map.of("message", "boom"));
        assertThat(e.isInternalError()).isTrue();
    }

    @Test
    void internalErrorsNameTheirCategoryCauseAndPlace() {
        RuntimeException cause = new RuntimeException("c");

        assertThat(SparkException.internalError("boom", "BROADCAST"))
                .hasMessage("[INTERNAL_ERROR_BROADCAST] boom SQLSTATE: XX000");
        assertThat(SparkException.internalError("boom", cause)).hasCause(cause);
        assertThat(SparkException.internalError("boom", new QueryContext[0], "here"))
                .hasMessage("[INTERNAL_ERROR] boom SQLSTATE: XX000\nhere");
        assertThat(SparkException.mustOverrideOneMethodError("foo"))
                .hasMessage("[INTERNAL_ERROR] You must override one `foo`. "
                        + "It's preferred to not override the deprecated one. SQLSTATE: XX000");
    }

    @Test
    void cancelledJobFillsItsTemplate() {
        SparkException e =
                new SparkException("SPARK_JOB_CANCELLED", Map.of("jobId", "3", "reason", "by the user"), null);

        assertThat(e).hasMessage("[SPARK_JOB_CANCELLED] Job 3 cancelled by the user SQLSTATE: XXKDA");
    }

    @Test
    void travelsWithItsCondition() throws Exception {
        SparkException e = SerialForm.copyOf(SparkException.internalError("boom"));

        assertThat(e.getCondition()).isEqualTo("INTERNAL_ERROR");
        assertThat(e.getMessageParameters()).isEqualTo(Map.of("message", "boom"));
    }

    @Test
    void unknownConditionHasNoStateAndNoTemplate() {
        SparkThrowable own = () -> "NOPE";

        assertThat(own.getSqlState()).isNull();
        assertThat(own.getDefaultMessageTemplate()).isNull();
        assertThat(own.isInternalError()).isFalse();
    }

    @Test
    void killWithoutReasonSaysSo() {
        assertThat(new TaskKilledException()).hasMessage("unknown reason");
        assertThat(new TaskKilledException("r").reason()).isEqualTo("r");
    }
}
