// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskMetrics;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RetainedAttemptsTest {
    @Test
    @Tag("TSM-001")
    void whatASetRemembersOfItsAttemptsHoldsNothingOfTheirAccumulators() {
        TaskScheduler scheduler = new TaskScheduler(
                4,
                0,
                1,
                PoolSettings.FIFO,
                LocalityWaits.NONE,
                SpeculationSettings.OFF,
                ExclusionSettings.OFF,
                0,
                1,
                new Outbox(LogLevel.WARN));
        int[] both = {0, 1};
        TaskSet set =
                new TaskSet(0, 0, TaskKind.RESULT_TASK, 0, both, both, List.of(), "work", List.of(), Map.of(), false);
        scheduler.executorJoined("0", "host0", 2);
        scheduler.submitTasks(set, 0);
        scheduler.resourceOffers(0);
        TaskEnd succeeded = new TaskEnd.Succeeded("result", null, "gathered", TaskMetrics.ZERO);
        end(scheduler, 0, succeeded);
        end(scheduler, 1, new TaskEnd.Killed("why", "gathered", TaskMetrics.ZERO));
        end(scheduler, 2, new TaskEnd.ResultLost());
        end(
                scheduler,
                3,
                new TaskEnd.Threw(
                        "X", "x", "X: x", new Exception(), TaskEnd.Retry.ALLOWED, "gathered", TaskMetrics.ZERO));
        int remembered = 0;
        for (RunningTask task = set.latest(1); task != null; task = task.previous()) {
            if (task.hasEnded()) {
                remembered++;
                assertThat(task.end().accumulatorUpdates()).isNull();
                assertThat(task.end().metrics()).isNull();
                assertThat(task.info().accumulables()).isEmpty();
            }
        }
        assertThat(remembered).isEqualTo(3);
        TaskEnd first = Objects.requireNonNull(set.latest(0)).end();
        assertThat(first).isSameAs(TaskEnd.Succeeded.WITHOUT_PAYLOAD);
    }

    /** An end as the stages are told of it, which then need no more of it. */
    private static void end(TaskScheduler scheduler, long taskId, TaskEnd end) {
        Objects.requireNonNull(scheduler.taskEnded(taskId, end, 0)).forgetPayload();
        scheduler.resourceOffers(0);
    }
}
