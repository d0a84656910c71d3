// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.JobTags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was when it was asked for.
 *
 * @param stageIds all its stages, also those that were skipped
 * @param description what the submitting thread said about it; null: nothing
 */
public record JobStatus(
        int jobId,
        State state,
        List<Integer> stageIds,
        JobTags tags,
        @Nullable String description) {
    /** The local property that describes a job. */
    public static final String DESCRIPTION_PROPERTY = "spark.job.description";

    public JobStatus {
        stageIds = List.copyOf(stageIds);
    }

    JobStatus ended(State end) {
        return new JobStatus(jobId, end, stageIds, tags, description);
    }

    /** How far a job is. A cancelled job has failed. The names are Spark's. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
