// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.TaskKind;
import ember.model.event.StageCause;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last stage of a job: applies the action's function to some partitions of an RDD, not necessarily all. Belongs to one job. */
final class ResultStage extends Stage {
    private static final int NO_SHUFFLE = -1;

    private final StageOutput.Results partitions;
    private @Nullable ActiveJob activeJob;
    private @Nullable ShuffleMapStage inputsTakenBackBy;

    ResultStage(int id, StageSpec spec, StageOutput.Results partitions, List<ShuffleMapStage> parents, int jobId) {
        super(id, spec, parents, jobId, partitions.count(), NO_SHUFFLE);
        this.partitions = partitions;
    }

    /** The job it is for; null: not registered yet, or over. */
    @Nullable
    ActiveJob activeJob() {
        return activeJob;
    }

    void setActiveJob(@Nullable ActiveJob job) {
        activeJob = job;
    }

    /** The requested partitions. */
    StageOutput.Results partitions() {
        return partitions;
    }

    /** While its tasks ran, their inputs were taken back, because a stage runs again that may make other data; null: it knows. */
    void setInputsTakenBackBy(@Nullable ShuffleMapStage cause) {
        inputsTakenBackBy = cause;
    }

    /** The stage that took back what the running attempt reads; null: none did. */
    @Nullable
    ShuffleMapStage inputsTakenBackBy() {
        return inputsTakenBackBy;
    }

    @Override
    boolean readsWhatIsNew() {
        return inputsTakenBackBy == null;
    }

    @Override
    int[] findMissingPartitions() {
        ActiveJob job = activeJob;
        if (job == null) {
            throw new IllegalStateException(this + " has no active job");
        }
        int[] missing = new int[partitions.count() - job.numFinished()];
        int count = 0;
        for (int output = 0; output < partitions.count(); output++) {
            if (!job.isFinished(output)) {
                missing[count++] = output;
            }
        }
        return missing;
    }

    @Override
    StageCause causeOfMissing(int jobId) {
        return new StageCause.FirstRun(jobId);
    }

    @Override
    int numTasks() {
        return partitions.count();
    }

    @Override
    int[] partitionsOf(int[] outputIds) {
        int[] of = new int[outputIds.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = partitions.partition(outputIds[i]);
        }
        return of;
    }

    @Override
    TaskKind taskKind() {
        return TaskKind.RESULT_TASK;
    }

    @Override
    long fingerprint() {
        long hash = super.fingerprint() * 31 + (inputsTakenBackBy == null ? -1 : inputsTakenBackBy.id());
        return activeJob == null ? hash : hash * 31 + Arrays.hashCode(findMissingPartitions());
    }

    @Override
    public String toString() {
        return "ResultStage " + id();
    }
}
