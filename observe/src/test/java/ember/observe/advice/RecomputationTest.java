// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.CallSite;
import ember.model.StorageLevel;
import ember.model.TaskAttempt;
import ember.model.TaskKind;
import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.RddInfo;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import ember.observe.Events;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecomputationTest {
    private final ApplicationStore store = new ApplicationStore(StatusLimits.DEFAULT);
    private final Events engine = new Events(store);

    private static RddInfo rdd(int id, StorageLevel level, Integer... parents) {
        CallSite site = new CallSite("map at Program.java:" + id, "");
        return new RddInfo(id, null, "MapPartitionsRDD", 1, level, false, List.of(parents), site, null, "DETERMINATE");
    }

    private void ran(int stageId, RddInfo... rdds) {
        StageInfo stage = new StageInfo(
                stageId,
                0,
                "count at Program.java:9",
                "",
                1,
                List.of(rdds),
                List.of(),
                -1,
                0,
                -1,
                -1,
                null,
                null,
                List.of(),
                null);
        engine.tell(new EngineEvent.JobStarted(stageId, 0, List.of(stage), Map.of()));
        engine.tell(new EngineEvent.StageSubmitted(stage.submitted(1_000), Map.of()));
        TaskAttempt attempt = new TaskAttempt(stageId, stageId, 0, 0, 0, 0, 0, "1", "host", TaskLocality.ANY, false);
        TaskInfo task = new TaskInfo(attempt, 1_000, 0, 2_000, false, false, List.of(), TaskCause.First.INSTANCE);
        TaskMetrics metrics = new TaskMetrics.Builder()
                .add(TaskMetric.EXECUTOR_RUN_TIME, 1_000)
                .build();
        engine.tell(new EngineEvent.TaskStarted(task));
        engine.tell(new EngineEvent.TaskEnded(TaskKind.RESULT_TASK, Events.SUCCEEDED, task, metrics));
        engine.tell(new EngineEvent.StageCompleted(stage.submitted(1_000).completed(2_000, null, metrics)));
    }

    private List<Finding> found() {
        return new Findings()
                .list(store).stream()
                        .filter(one -> one.kind().equals("recomputed"))
                        .toList();
    }

    @Test
    void whatTwoStagesComputeIsWorthKeepingAtItsLastCommonStep() {
        RddInfo source = rdd(1, StorageLevel.NONE);
        RddInfo shared = rdd(2, StorageLevel.NONE, 1);
        ran(0, source, shared, rdd(3, StorageLevel.NONE, 2));
        ran(1, source, shared, rdd(4, StorageLevel.NONE, 2));

        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.remedy()).contains("map at Program.java:2");
            assertThat(finding.costMillis()).isEqualTo(1_000);
        });
    }

    @Test
    void whatIsBehindAKeptRddIsNotComputedAgain() {
        RddInfo source = rdd(1, StorageLevel.NONE);
        RddInfo kept = rdd(2, StorageLevel.MEMORY_ONLY, 1);
        ran(0, source, kept, rdd(3, StorageLevel.NONE, 2));
        ran(1, source, kept, rdd(4, StorageLevel.NONE, 2));

        assertThat(found()).isEmpty();
    }
}
