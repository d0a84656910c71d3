// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedMetricsTest {
    @Test
    void whatIsPackedIsReadAgain() {
        Random random = new Random(7);
        PackedMetrics packed = new PackedMetrics();
        List<TaskMetrics> added = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            TaskMetrics.Builder metrics = new TaskMetrics.Builder();
            for (TaskMetric metric : TaskMetric.values()) {
                if (random.nextInt(3) == 0) {
                    metrics.add(metric, random.nextLong() >> random.nextInt(64));
                }
            }
            added.add(metrics.build());
            places.add(packed.add(metrics.build()));
        }
        PackedMetrics before = packed.snapshot();
        packed.add(TaskMetrics.ZERO);
        for (int i = 0; i < added.size(); i++) {
            assertThat(before.read(places.get(i))).isEqualTo(added.get(i));
            assertThat(packed.read(places.get(i))).isEqualTo(added.get(i));
        }
    }
}
