// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import ember.model.TaskMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a stage as listeners see it.
 *
 * @param name short form of the call site
 * @param details long form of the call site
 * @param numTasks tasks of this attempt, which may be fewer than the stage has
 * @param rddInfos the stage's RDD, then those reached from it through narrow dependencies
 * @param parentIds stages whose shuffles it reads
 * @param shuffleId the shuffle a map stage writes; -1: a result stage
 * @param submissionTimeMillis -1: not submitted, or nothing was left to compute
 * @param completionTimeMillis -1: not completed
 * @param failureReason null: not failed
 * @param metrics sum over the attempt's tasks; null: no attempt was made yet
 * @param accumulables named accumulators its tasks changed; filled in by the engine, which alone knows them
 * @param cause why the attempt was submitted; of a stage that has none yet {@link StageCause.OutputsThere}, or null: nothing is known
 */
public record StageInfo(
        int stageId,
        int attempt,
        String name,
        String details,
        int numTasks,
        List<RddInfo> rddInfos,
        List<Integer> parentIds,
        int shuffleId,
        int resourceProfileId,
        long submissionTimeMillis,
        long completionTimeMillis,
        @Nullable String failureReason,
        @Nullable TaskMetrics metrics,
        List<AccumulableInfo> accumulables,
        @Nullable StageCause cause) {
    /** No time. */
    public static final long ABSENT = -1;

    public StageInfo {
        rddInfos = List.copyOf(rddInfos);
        parentIds = List.copyOf(parentIds);
        accumulables = List.copyOf(accumulables);
    }

    /** {@code running}, {@code succeeded} or {@code failed}. */
    public String status() {
        if (completionTimeMillis == ABSENT) {
            return "running";
        }
        return failureReason == null ? "succeeded" : "failed";
    }

    /** The long form of the call site and, on a line of its own, why the attempt ran; what a person is shown. */
    public String detailsAndCause() {
        if (cause == null) {
            return details;
        }
        String ran = cause instanceof StageCause.OutputsThere ? "\nNot run because " : "\nRan because ";
        return details + ran + cause.sentence();
    }

    /** The same attempt, submitted. */
    public StageInfo submitted(long timeMillis) {
        return with(timeMillis, completionTimeMillis, failureReason, metrics, accumulables);
    }

    /** The same attempt, ended: with a reason if it failed. */
    public StageInfo completed(long timeMillis, @Nullable String reason, @Nullable TaskMetrics sum) {
        return with(submissionTimeMillis, timeMillis, reason, sum, accumulables);
    }

    /** The same attempt with its accumulators. */
    public StageInfo withAccumulables(List<AccumulableInfo> changed) {
        return with(submissionTimeMillis, completionTimeMillis, failureReason, metrics, changed);
    }

    private StageInfo with(
            long submission,
            long completion,
            @Nullable String reason,
            @Nullable TaskMetrics sum,
            List<AccumulableInfo> changed) {
        return new StageInfo(
                stageId,
                attempt,
                name,
                details,
                numTasks,
                rddInfos,
                parentIds,
                shuffleId,
                resourceProfileId,
                submission,
                completion,
                reason,
                sum,
                changed,
                cause);
    }
}
