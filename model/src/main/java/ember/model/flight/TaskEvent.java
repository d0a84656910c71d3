// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.flight;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A task attempt, on its thread: what else the recorder samples of the thread meanwhile is of this task. */
@Name("ember.Task")
@Label("Task")
@Description("A task attempt, on its thread")
@Category("Ember")
@StackTrace(false)
@Threshold("1 ms")
public final class TaskEvent extends Event {
    final long taskId;

    final int stageId;

    final int stageAttempt;

    final int partition;

    final int attempt;

    final String executor;

    boolean succeeded;

    long inputRecords;

    @DataAmount
    long shuffleReadBytes;

    long shuffleReadRecords;

    @DataAmount
    long shuffleWrittenBytes;

    long shuffleWrittenRecords;

    @DataAmount
    long diskBytesSpilled;

    @DataAmount
    long peakExecutionMemory;

    private TaskEvent(TaskAttempt attempt) {
        this.taskId = attempt.taskId();
        this.stageId = attempt.stageId();
        this.stageAttempt = attempt.stageAttempt();
        this.partition = attempt.partition();
        this.attempt = attempt.attemptNumber();
        this.executor = attempt.executor();
    }

    static TaskEvent started(TaskAttempt attempt) {
        TaskEvent event = new TaskEvent(attempt);
        event.begin();
        return event;
    }

    /** The attempt is over. */
    public void ended(TaskEnd end, TaskMetrics metrics) {
        end();
        if (shouldCommit()) {
            succeeded = end instanceof TaskEnd.Succeeded;
            inputRecords = metrics.get(TaskMetric.INPUT_RECORDS_READ);
            shuffleReadBytes = metrics.get(TaskMetric.LOCAL_BYTES_READ) + metrics.get(TaskMetric.REMOTE_BYTES_READ);
            shuffleReadRecords = metrics.get(TaskMetric.SHUFFLE_RECORDS_READ);
            shuffleWrittenBytes = metrics.get(TaskMetric.SHUFFLE_BYTES_WRITTEN);
            shuffleWrittenRecords = metrics.get(TaskMetric.SHUFFLE_RECORDS_WRITTEN);
            diskBytesSpilled = metrics.get(TaskMetric.DISK_BYTES_SPILLED);
            peakExecutionMemory = metrics.get(TaskMetric.PEAK_EXECUTION_MEMORY);
            commit();
        }
    }
}
