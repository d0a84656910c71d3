// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TaskLocationTest {
    @Test
    @Tag("TSM-033")
    void readsSparksThreeForms() {
        assertThat(TaskLocation.parse("host1")).isEqualTo(TaskLocation.host("host1"));
        assertThat(TaskLocation.parse("hdfs_cache_host1")).isEqualTo(TaskLocation.host("host1"));
        assertThat(TaskLocation.parse("executor_host1_a_3")).isEqualTo(new TaskLocation("host1", "a_3"));
        assertThat(TaskLocation.parse("executor_host1_3")).hasToString("executor_host1_3");
    }

    @Test
    void anExecutorWithoutIdIsRefused() {
        assertThatThrownBy(() -> TaskLocation.parse("executor_host1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Illegal executor location format: executor_host1");
    }
}
