// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.apache.spark.SerialForm;
import org.junit.jupiter.api.Test;

class OptionalTest {

    @Test
    void absentValueCannotBeTaken() {
        assertThatNullPointerException().isThrownBy(() -> Optional.empty().get());
        assertThat(Optional.empty().isPresent()).isFalse();
        assertThat(Optional.empty().orNull()).isNull();
        assertThat(Optional.<String>empty().or("b")).isEqualTo("b");
        assertThat(Optional.<String>empty().orElse(null)).isNull();
    }

    @Test
    void presentValueIsTheValue() {
        assertThat(Optional.of("a").get()).isEqualTo("a");
        assertThat(Optional.of("a").or("b")).isEqualTo("a");
        assertThat(Optional.of("a").isPresent()).isTrue();
    }

    @Test
    void nullIsAbsentOnlyWhereItIsAllowed() {
        assertThatNullPointerException().isThrownBy(() -> Optional.of(null));
        assertThat(Optional.ofNullable(null)).isSameAs(Optional.empty());
        assertThat(Optional.fromNullable(null)).isSameAs(Optional.absent());
    }

    @Test
    void optionalsCompareByValue() {
        assertThat(Optional.of("a"))
                .isEqualTo(Optional.of("a"))
                .hasSameHashCodeAs("a")
                .hasToString("Optional[a]");
        assertThat(Optional.empty()).isNotEqualTo(Optional.of("a")).hasToString("Optional.empty");
        assertThat(Optional.empty().hashCode()).isZero();
    }

    @Test
    void absentValueTravelsAndStaysEqualThoughNotTheSame() throws Exception {
        assertThat(SerialForm.copyOf(Optional.empty()))
                .isEqualTo(Optional.empty())
                .isNotSameAs(Optional.empty());
        assertThat(SerialForm.copyOf(Optional.of("a"))).isEqualTo(Optional.of("a"));
    }
}
