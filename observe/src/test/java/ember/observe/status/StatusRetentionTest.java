// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import static org.assertj.core.api.Assertions.assertThat;

import ember.observe.Events;
import org.junit.jupiter.api.Test;

/** What the store forgets, and what never. */
class StatusRetentionTest {
    @Test
    void theOldestEndedJobIsForgottenFirst() {
        StatusStore store = new StatusStore(new StatusLimits(2, 10, 10, 10));
        Events engine = Events.to(store);
        for (int jobId = 0; jobId < 3; jobId++) {
            engine.jobStarted(jobId).jobSucceeded(jobId);
        }
        assertThat(store.jobsOfGroup(null)).extracting(JobStatus::jobId).containsExactly(1, 2);
    }

    @Test
    void aRunningJobIsNeverForgotten() {
        StatusStore store = new StatusStore(new StatusLimits(1, 10, 10, 10));
        Events engine = Events.to(store).jobStarted(0);
        for (int jobId = 1; jobId < 4; jobId++) {
            engine.jobStarted(jobId).jobSucceeded(jobId);
        }
        assertThat(store.activeJobs()).extracting(JobStatus::jobId).containsExactly(0);
    }

    @Test
    void byDefaultAThousandJobsAndStagesAreRemembered() {
        StatusStore store = new StatusStore();
        Events engine = Events.to(store);
        for (int id = 0; id < 5000; id++) {
            engine.jobStarted(id, id)
                    .stageSubmitted(id, 0)
                    .stageCompleted(id, 0)
                    .jobSucceeded(id);
        }
        assertThat(store.jobsOfGroup(null)).hasSizeBetween(900, 1000);
        assertThat(store.job(4999)).isNotNull();
        assertThat(store.stage(4999)).isNotNull();
        assertThat(store.stage(4100)).isNotNull();
        assertThat(store.stage(3999)).isNull();
    }

    @Test
    void aSkippedStageIsForgottenBeforeOneThatRan() {
        StatusStore store = new StatusStore(new StatusLimits(10, 2, 10, 10));
        Events.to(store)
                .jobStarted(0, 0)
                .stageSubmitted(0, 0)
                .stageCompleted(0, 0)
                .jobSucceeded(0)
                .jobStarted(1, 1, 2)
                .stageSubmitted(2, 0)
                .stageCompleted(2, 0)
                .jobSucceeded(1);
        assertThat(store.stage(0)).isNotNull();
        assertThat(store.stage(1)).isNull();
        assertThat(store.stage(2)).isNotNull();
    }

    @Test
    void aStageIsRememberedWhileAnotherJobHasIt() {
        StatusStore store = new StatusStore(new StatusLimits(10, 1, 10, 10));
        Events engine = Events.to(store)
                .jobStarted(0, 0)
                .jobStarted(1, 0, 1)
                .stageSubmitted(0, 0)
                .stageCompleted(0, 0)
                .jobSucceeded(0);
        assertThat(store.stage(0)).isNotNull();
        engine.stageSubmitted(1, 0).stageCompleted(1, 0).jobSucceeded(1);
        assertThat(store.stage(0)).isNull();
        assertThat(store.stage(1)).isNotNull();
    }

    @Test
    void whatIsForgottenIsCounted() {
        ApplicationStore store = new ApplicationStore(new StatusLimits(1, 1, 10, 10));
        Events.to(store)
                .jobStarted(0, 0)
                .stageSubmitted(0, 0)
                .stageCompleted(0, 0)
                .jobSucceeded(0)
                .jobStarted(1, 1)
                .jobSucceeded(1);
        assertThat(store.changedSince(0).forgottenJobs()).isEqualTo(1);
        assertThat(store.changedSince(0).forgottenStages()).isEqualTo(1);
    }
}
