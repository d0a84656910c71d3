// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.Events;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a stage attempt's tasks when the oldest are forgotten. */
class TaskTableTest {
    private final TaskTable table = new TaskTable(new Places(), 10);

    private static TaskInfo task(long taskId, long finish) {
        TaskAttempt attempt = new TaskAttempt(
                taskId, 0, 0, (int) taskId, (int) taskId, 0, 0, "e" + taskId % 3, "host", TaskLocality.ANY, false);
        return new TaskInfo(attempt, 10 * taskId, 0, finish, false, false, List.of(), TaskCause.First.INSTANCE);
    }

    private static TaskMetrics figures(long taskId) {
        return new TaskMetrics.Builder()
                .add(TaskMetric.RESULT_SIZE, taskId)
                .add(TaskMetric.EXECUTOR_CPU_NANOS, taskId << 33)
                .build();
    }

    private void end(long taskId) {
        table.end(new EngineEvent.TaskEnded(
                TaskKind.RESULT_TASK, Events.SUCCEEDED, task(taskId, 10 * taskId + 5), figures(taskId)));
    }

    private void thirtyOfWhichEveryTenthRuns() {
        for (long id = 0; id < 30; id++) {
            table.start(task(id, 0));
        }
        for (long id = 29; id >= 0; id--) {
            if (id % 10 != 0) {
                end(id);
            }
        }
    }

    private static List<Long> taskIds(TaskTable table) {
        List<Long> ids = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            ids.add(table.read(row, 0).taskId());
        }
        return ids;
    }

    @Test
    void tasksThatRunAreKeptBeforeTheOthers() {
        thirtyOfWhichEveryTenthRuns();
        table.dropOldest(15);
        assertThat(taskIds(table))
                .containsExactly(0L, 10L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L, 29L);
    }

    @Test
    void whatIsKeptKeepsItsFigures() {
        thirtyOfWhichEveryTenthRuns();
        table.dropOldest(15);
        end(10);
        for (int row = 0; row < table.size(); row++) {
            TaskRow task = table.read(row, 0);
            boolean runs = task.taskId() == 0 || task.taskId() == 20;
            assertThat(task.metrics()).isEqualTo(runs ? null : figures(task.taskId()));
            assertThat(task.executor()).isEqualTo("e" + task.taskId() % 3);
            assertThat(task.launchTimeMillis()).isEqualTo(10 * task.taskId());
            assertThat(table.row(task.taskId())).isEqualTo(row);
        }
    }

    @Test
    void aSnapshotKeepsWhatIsForgottenLater() {
        thirtyOfWhichEveryTenthRuns();
        TaskTable before = table.snapshot();
        table.dropOldest(15);
        end(10);
        assertThat(before.size()).isEqualTo(30);
        assertThat(before.metrics(1)).isEqualTo(figures(1));
        assertThat(before.metrics(29)).isEqualTo(figures(29));
        assertThat(before.metrics(10)).isNull();
    }

    @Test
    void allThatEndedCanBeForgotten() {
        thirtyOfWhichEveryTenthRuns();
        table.dropOldest(100);
        assertThat(taskIds(table)).containsExactly(0L, 10L, 20L);
    }
}
