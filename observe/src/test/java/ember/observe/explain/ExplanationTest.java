// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ember.model.JobOutcome;
import ember.model.event.EngineEvent;
import ember.model.event.StageCause;
import ember.model.event.TaskCause;
import ember.observe.Events;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private final Explanation explanation = new Explanation();
    private final Events events = new Events(explanation);

    private void submitted(int stageId, int attempt, StageCause cause) {
        events.tell(new EngineEvent.StageSubmitted(Events.stage(stageId, attempt, 2, cause), Map.of()));
    }

    @Test
    void everyStageAttemptOfAJobIsToldWithItsCause() {
        events.jobStarted(3, 0, 1);
        submitted(0, 0, new StageCause.FirstRun(3));
        events.stageCompleted(0, 0).jobSucceeded(3);

        assertThat(explanation.lines())
                .containsExactly(
                        "Job 3 (count at Program.java:1) succeeded",
                        "  Stage 0.0 (count at Program.java:0) ran 2 tasks, because job 3 needs it for the first time; it succeeded",
                        "  Stage 1 (count at Program.java:1) did not run");
    }

    @Test
    void aSkippedStageIsToldWithTheJobThatMadeItsOutputs() {
        events.tell(new EngineEvent.JobStarted(
                1, 0, List.of(Events.stage(4, 0, 2, new StageCause.OutputsThere(0, 0))), Map.of()));

        assertThat(explanation.lines())
                .contains("  Stage 4 (count at Program.java:4) did not run, because "
                        + new StageCause.OutputsThere(0, 0).sentence());
    }

    @Test
    void aTaskThatRanAgainIsToldWithWhatHappenedToTheFirst() {
        events.jobStarted(0, 0);
        submitted(0, 0, new StageCause.FirstRun(0));
        events.taskStarted(0, 0, 0);
        events.taskStarted(1, 0, 0, new TaskCause.Failed(0, 1, "boom\n\tat Foo"));

        assertThat(explanation.lines().get(2))
                .isEqualTo(
                        "    task 1.0 in stage 0.0 (TID 1) ran, because attempt TID 0 failed (failure 1 of this task): boom");
    }

    @Test
    void afterTwentyRepeatedTasksOnlyTheirNumberIsTold() {
        events.jobStarted(0, 0);
        submitted(0, 0, new StageCause.FirstRun(0));
        for (int task = 0; task < 25; task++) {
            events.taskStarted(task, 0, 0, new TaskCause.Killed(7, "no"));
        }

        assertThat(explanation.lines()).hasSize(2 + 20 + 1).last().isEqualTo("    and 5 more");
    }

    @Test
    void whyAJobFailedIsToldInOneLine() {
        events.jobStarted(0, 0).jobEnded(0, new JobOutcome.Aborted("Job aborted: x\ny", null));

        assertThat(explanation.lines().get(0)).endsWith("failed: Job aborted: x");
    }
}
