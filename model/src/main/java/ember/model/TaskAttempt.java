// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/**
 * One try at computing one partition of a stage.
 *
 * @param taskId unique for the life of the engine, never reused; counted from 0
 * @param stageAttempt 0 for the first run of the stage, then 1, 2, ...
 * @param index position in the task set of this stage attempt, from 0
 * @param partition partition of the stage's RDD
 * @param outputId for a result stage the position in the job's list of requested partitions, for a map stage the partition
 * @param attemptNumber how often this task was launched before in this stage attempt
 * @param executor id of the executor it runs on
 * @param host where that executor lives
 * @param speculative whether this is a second copy of a slow task
 */
public record TaskAttempt(
        long taskId,
        int stageId,
        int stageAttempt,
        int index,
        int partition,
        int outputId,
        int attemptNumber,
        String executor,
        String host,
        TaskLocality locality,
        boolean speculative) {
    public TaskAttempt {
        if (partition < 0) {
            throw new IllegalArgumentException("partition must be >= 0, was " + partition);
        }
    }

    /** The attempt as users know it from logs, such as {@code task 3.0 in stage 1.0 (TID 7)}. */
    public String label() {
        return "task " + index + "." + attemptNumber + " in stage " + stageId + "." + stageAttempt + " (TID " + taskId
                + ")";
    }
}
