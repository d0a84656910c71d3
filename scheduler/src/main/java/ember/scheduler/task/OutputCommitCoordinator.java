// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.table.IdTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Allows at most one attempt of each partition to commit its output.
 *
 * <p>What was decided for a stage is kept over its attempts, so that one that was allowed in the first attempt still keeps out the
 * second's. An attempt is known by stage attempt and attempt number together, for the numbers start again in each stage attempt.
 */
public final class OutputCommitCoordinator {
    private static final String LOGGER = "OutputCommitCoordinator";
    private static final long NOBODY = -1;

    private final Outbox outbox;
    private IdTable<StageState> stages = new IdTable<>();
    private boolean stopped;

    /** Who may commit each partition, and who failed. */
    private static final class StageState {
        private final int partitions;
        /** Null: nobody asked so far, as in most stages. */
        private long @Nullable [] committers;

        /** By partition. */
        private Map<Integer, List<Long>> failed = Map.of();

        private StageState(int partitions) {
            this.partitions = partitions;
        }

        private long committer(int partition) {
            return committers == null ? NOBODY : committers[partition];
        }

        private void setCommitter(int partition, long identity) {
            if (committers == null) {
                committers = new long[partitions];
                Arrays.fill(committers, NOBODY);
            }
            committers[partition] = identity;
        }

        private boolean hasFailed(int partition, long identity) {
            List<Long> attempts = failed.get(partition);
            return attempts != null && attempts.contains(identity);
        }

        private void addFailed(int partition, long identity) {
            failed = failed.isEmpty() ? new TreeMap<>() : failed;
            failed.computeIfAbsent(partition, key -> new ArrayList<>()).add(identity);
        }
    }

    public OutputCommitCoordinator(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A stage attempt starts. What an earlier attempt was allowed still holds. */
    public void stageStart(int stage, int maxPartitionId) {
        StageState state = stages.get(stage);
        if (state == null) {
            stages.add(stage, new StageState(maxPartitionId + 1));
        } else if (state.partitions != maxPartitionId + 1) {
            throw new IllegalStateException(
                    "stage " + stage + " had " + state.partitions + " partitions, now " + (maxPartitionId + 1));
        } else {
            outbox.log(LogLevel.INFO, LOGGER, "Reusing state from previous attempt of stage " + stage);
        }
    }

    /** A stage is over and will not be tried again. */
    public void stageEnd(int stage) {
        stages.remove(stage);
    }

    /** Whether the attempt may commit. The first one asked for a partition may; nobody is told yes twice. */
    public boolean canCommit(TaskAttempt attempt) {
        if (stopped) {
            outbox.log(
                    LogLevel.WARN,
                    LOGGER,
                    "canCommit called after coordinator was stopped (is SparkEnv shutdown in progress)?");
            return false;
        }
        StageState state = stages.get(attempt.stageId());
        if (state == null) {
            answered(LogLevel.DEBUG, "denied", attempt, ": stage already marked as completed.");
            return false;
        }
        int partition = attempt.partition();
        if (state.hasFailed(partition, identity(attempt))) {
            answered(
                    LogLevel.INFO,
                    "denied",
                    attempt,
                    ": task attempt " + attempt.attemptNumber() + " already marked as failed.");
            return false;
        }
        long committer = state.committer(partition);
        if (committer != NOBODY) {
            answered(LogLevel.DEBUG, "denied", attempt, ": already committed by " + text(committer));
            return false;
        }
        state.setCommitter(partition, identity(attempt));
        answered(LogLevel.DEBUG, "allowed", attempt, ", task attempt " + attempt.attemptNumber());
        return true;
    }

    /** Whether an attempt that succeeded was allowed to commit, and so may have written its output where others see it. */
    public boolean hasCommitted(TaskAttempt attempt) {
        StageState state = stages.get(attempt.stageId());
        return state != null && state.committer(attempt.partition()) == identity(attempt);
    }

    private void answered(LogLevel level, String answer, TaskAttempt attempt, String detail) {
        if (outbox.logs(level)) {
            outbox.log(
                    level,
                    LOGGER,
                    "Commit " + answer + " for stage=" + attempt.stageId() + "." + attempt.stageAttempt()
                            + ", partition=" + attempt.partition() + detail);
        }
    }

    /** An attempt ended. Only a success keeps what it was allowed. */
    public void taskCompleted(TaskAttempt attempt, TaskEnd end) {
        if (end instanceof TaskEnd.Succeeded && !outbox.logs(LogLevel.DEBUG)) {
            return;
        }
        StageState state = stages.get(attempt.stageId());
        if (state == null) {
            outbox.log(LogLevel.DEBUG, LOGGER, "Ignoring task completion for completed stage");
            return;
        }
        if (end instanceof TaskEnd.Succeeded) {
            return;
        }
        int partition = attempt.partition();
        if (end instanceof TaskEnd.CommitDenied) {
            outbox.log(
                    LogLevel.INFO,
                    LOGGER,
                    "Task was denied committing, stage: " + attempt.stageId() + "." + attempt.stageAttempt()
                            + ", partition: " + partition + ", attempt: " + attempt.attemptNumber());
            if (state.committer(partition) == identity(attempt)) {
                // It had asked twice, and heard the refusal only: it will not commit.
                state.setCommitter(partition, NOBODY);
            }
            return;
        }
        state.addFailed(partition, identity(attempt));
        if (state.committer(partition) == identity(attempt)) {
            if (outbox.logs(LogLevel.DEBUG)) {
                outbox.log(
                        LogLevel.DEBUG,
                        LOGGER,
                        "Authorized committer (attemptNumber=" + attempt.attemptNumber() + ", stage="
                                + attempt.stageId() + ", partition=" + partition + ") failed; clearing lock");
            }
            state.setCommitter(partition, NOBODY);
        }
    }

    /** From now on nobody may commit. */
    public void stop() {
        stopped = true;
        stages = new IdTable<>();
    }

    public boolean isEmpty() {
        return stages.isEmpty();
    }

    private static String text(long identity) {
        return "TaskIdentifier(" + (identity >> 32) + "," + (int) identity + ")";
    }

    private static long identity(TaskAttempt attempt) {
        return ((long) attempt.stageAttempt() << 32) | attempt.attemptNumber();
    }
}
