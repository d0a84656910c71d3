// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatedFailuresTest {
    @Test
    void aFailureIsToldInFullOnceInTenSeconds() {
        RepeatedFailures failures = new RepeatedFailures();
        assertThat(failures.duplicates("X (a)", 0)).isZero();
        assertThat(failures.duplicates("X (a)", 10)).isEqualTo(1);
        assertThat(failures.duplicates("X (b)", 10)).isZero();
        assertThat(failures.duplicates("X (a)", 10_000)).isEqualTo(2);
        assertThat(failures.duplicates("X (a)", 10_001)).isZero();
    }
}
