// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import java.util.List;

/**
 * What of an application is not as it was at an earlier revision.
 *
 * @param revision to be given to the next question
 * @param forgottenJobs how many are remembered no more (spark.ui.retainedJobs); so with stages
 * @param jobs in the order of their start
 * @param stages attempts, of each stage the newest first
 */
public record ChangedViews(
        long revision,
        ApplicationView application,
        int forgottenJobs,
        int forgottenStages,
        List<JobView> jobs,
        List<StageView> stages) {
    public ChangedViews {
        jobs = List.copyOf(jobs);
        stages = List.copyOf(stages);
    }
}
