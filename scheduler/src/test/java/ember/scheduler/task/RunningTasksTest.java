// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunningTasksTest {
    private static RunningTask task(long id) {
        SlotTable slots = new SlotTable(1);
        slots.add("0", "host0", 1);
        TaskSet set = new TaskSet(
                0, 0, TaskKind.RESULT_TASK, 0, new int[] {0}, new int[] {0}, List.of(), "", List.of(), Map.of(), false);
        TaskAttempt attempt = new TaskAttempt(id, 0, 0, 0, 0, 0, 0, "0", "host0", TaskLocality.PROCESS_LOCAL, false);
        return new RunningTask(attempt, set, slots.inOrder().get(0), 0);
    }

    @Test
    void behavesAsAMapWhateverIsAddedAndRemoved() {
        Random random = new Random(7);
        RunningTasks tasks = new RunningTasks();
        Map<Long, RunningTask> expected = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            // Few distinct ids, most of them in the same neighbourhood: collisions are the point.
            long id = random.nextInt(4) * 64L + random.nextInt(24);
            if (expected.containsKey(id)) {
                assertThat(tasks.remove(id)).isSameAs(expected.remove(id));
            } else if (random.nextBoolean()) {
                RunningTask added = task(id);
                tasks.add(added);
                expected.put(id, added);
            }
            assertThat(tasks.get(id)).isSameAs(expected.get(id));
            assertThat(tasks.size()).isEqualTo(expected.size());
        }
        assertThat(tasks.inOrder()).containsExactlyElementsOf(expected.values());
    }
}
