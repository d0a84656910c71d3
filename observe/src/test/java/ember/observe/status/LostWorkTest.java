// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.Events;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seconds and bytes that failures, kills and second copies cost. Every attempt takes 100 ms and reads 10 and writes 5 bytes. */
class LostWorkTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private long nextTask;

    @BeforeEach
    void runAStage() {
        new Events(store).jobStarted(0, 0).stageSubmitted(0, 0);
    }

    private LostWorkTest attempt(int index, TaskEnd end) {
        long id = nextTask++;
        boolean killed = end instanceof TaskEnd.Killed;
        boolean failed = !killed && !(end instanceof TaskEnd.Succeeded);
        TaskAttempt attempt = new TaskAttempt(id, 0, 0, index, index, index, 0, "1", "host", TaskLocality.ANY, false);
        store.taskStarted(new EngineEvent.TaskStarted(
                new TaskInfo(attempt, 1000, 0, 0, false, false, List.of(), TaskCause.First.INSTANCE)));
        TaskMetrics metrics = new TaskMetrics.Builder()
                .add(TaskMetric.LOCAL_BYTES_READ, 10)
                .add(TaskMetric.SHUFFLE_BYTES_WRITTEN, 5)
                .build();
        store.taskEnded(new EngineEvent.TaskEnded(
                TaskKind.SHUFFLE_MAP_TASK,
                end,
                new TaskInfo(attempt, 1000, 0, 1100, failed, killed, List.of(), TaskCause.First.INSTANCE),
                metrics));
        return this;
    }

    private StageView.Lost lost() {
        return Objects.requireNonNull(store.stageView(0, 0)).lost();
    }

    @Test
    void nothingIsLostIfEveryAttemptIsUsed() {
        attempt(0, Events.SUCCEEDED).attempt(1, Events.SUCCEEDED);
        assertThat(lost()).isEqualTo(new StageView.Lost(0, 0));
    }

    @Test
    void attemptsThatFailAreKilledOrComeSecondAreLost() {
        attempt(0, Events.THREW).attempt(0, Events.SUCCEEDED);
        assertThat(lost()).isEqualTo(new StageView.Lost(100, 15));
        attempt(0, Events.KILLED);
        assertThat(lost()).isEqualTo(new StageView.Lost(200, 30));
        attempt(0, Events.SUCCEEDED);
        assertThat(lost()).isEqualTo(new StageView.Lost(300, 45));
    }

    @Test
    void whatIsMadeAgainWasLostOnce() {
        attempt(0, Events.SUCCEEDED).attempt(1, Events.SUCCEEDED);
        TaskAttempt first = new TaskAttempt(0, 0, 0, 0, 0, 0, 0, "1", "host", TaskLocality.ANY, false);
        store.taskEnded(new EngineEvent.TaskEnded(
                TaskKind.SHUFFLE_MAP_TASK,
                Events.RESUBMITTED,
                new TaskInfo(first, 1000, 0, 1100, true, false, List.of(), TaskCause.First.INSTANCE),
                null));
        attempt(0, Events.SUCCEEDED);

        assertThat(lost()).isEqualTo(new StageView.Lost(100, 15));
    }
}
