// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskEndTest {
    @Test
    void reasonsReadAsInSpark() {
        assertThat(new TaskEnd.Killed("by hand", null, null).errorString()).isEqualTo("TaskKilled (by hand)");
        assertThat(new TaskEnd.CommitDenied(1, 2, 3).errorString())
                .isEqualTo("TaskCommitDenied (Driver denied task commit) for job: 1, partition: 2, attemptNumber: 3");
        assertThat(new TaskEnd.ExecutorLost("7", false, "gone").errorString())
                .isEqualTo("ExecutorLostFailure (executor 7 exited unrelated to the running tasks) Reason: gone");
        assertThat(new TaskEnd.FetchFailed(1, -1, -1, 4, null, null, "missing", null).errorString())
                .isEqualTo("FetchFailed(null, shuffleId=1, mapIndex=-1, mapId=-1, reduceId=4, message=\nmissing\n)");
    }
}
