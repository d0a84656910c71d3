// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTagsTest {
    @Test
    void readsGroupTagsAndInterrupt() {
        JobTags tags = JobTags.of(Map.of(
                "spark.jobGroup.id", "nightly", "spark.job.tags", "a,b,,c", "spark.job.interruptOnCancel", "TRUE"));
        assertThat(tags.group()).isEqualTo("nightly");
        assertThat(tags.tags()).containsExactly("a", "b", "c");
        assertThat(tags.interruptOnCancel()).isTrue();
    }

    @Test
    void withoutPropertiesThereIsNothing() {
        JobTags tags = JobTags.of(Map.of("other", "x", "spark.job.interruptOnCancel", "perhaps"));
        assertThat(tags.group()).isNull();
        assertThat(tags.tags()).isEmpty();
        assertThat(tags.interruptOnCancel()).isFalse();
    }
}
