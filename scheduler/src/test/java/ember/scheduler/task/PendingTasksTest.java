// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PendingTasksTest {
    @Test
    @Tag("TSI-023")
    void howManyTasksWaitDoesNotMatterForWhichMayBeTaken() {
        PendingTasks pending = new PendingTasks(10_000, List.of());
        List<Integer> asked = new ArrayList<>();
        int taken = pending.pollWithoutPreference(index -> {
            asked.add(index);
            return index < 2;
        });
        assertThat(taken).isEqualTo(2);
        assertThat(asked).containsExactly(0, 1, 2);
    }

    @Test
    void tasksThatWerePassedOverComeFirstNextTime() {
        PendingTasks pending = new PendingTasks(4, List.of());
        assertThat(pending.pollWithoutPreference(index -> index < 2)).isEqualTo(2);
        assertThat(pending.pollWithoutPreference(index -> true)).isEqualTo(-1);
        assertThat(pending.count()).isEqualTo(3);
        assertThat(List.of(
                        pending.pollWithoutPreference(null),
                        pending.pollWithoutPreference(null),
                        pending.pollWithoutPreference(null)))
                .containsExactly(0, 1, 3);
    }

    @Test
    void aTaskThatCameBackGoesBeforeThoseNeverTaken() {
        PendingTasks pending = new PendingTasks(4, List.of());
        assertThat(pending.pollWithoutPreference(null)).isEqualTo(0);
        assertThat(pending.pollWithoutPreference(null)).isEqualTo(1);
        pending.remove(3);
        pending.add(3);
        pending.add(0);
        assertThat(List.of(
                        pending.pollWithoutPreference(null),
                        pending.pollWithoutPreference(null),
                        pending.pollWithoutPreference(null),
                        pending.pollWithoutPreference(null)))
                .containsExactly(0, 3, 2, -1);
        assertThat(pending.count()).isZero();
    }
}
