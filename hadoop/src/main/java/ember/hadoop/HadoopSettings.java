// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import ember.rdd.JobRunner;
import ember.rdd.TaskContext;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapred.TaskID;
import org.apache.hadoop.mapreduce.TaskType;

/** How jobs and tasks are called towards Hadoop. */
final class HadoopSettings {
    /** Stands for the time at which a tracker was started; all parts of a job must use the same. */
    private static final String TRACKER = "ember";

    private HadoopSettings() {}

    static JobID jobId(int rddId) {
        return new JobID(TRACKER, rddId);
    }

    static TaskAttemptID attemptId(int rddId, TaskType type, int partition, int attempt) {
        return new TaskAttemptID(new TaskID(jobId(rddId), type, partition), attempt);
    }

    /** Tells formats in whose name they work. */
    static void describeTask(Configuration conf, int rddId, int partition, TaskContext context) {
        TaskAttemptID attempt = attemptId(rddId, TaskType.MAP, partition, context.attemptNumber());
        conf.set("mapreduce.job.id", attempt.getJobID().toString());
        conf.set("mapreduce.task.id", attempt.getTaskID().toString());
        conf.set("mapreduce.task.attempt.id", attempt.toString());
        conf.setBoolean("mapreduce.task.ismap", true);
        conf.setInt("mapreduce.task.partition", partition);
    }

    static boolean ignoresEmptySplits(JobRunner runner) {
        return !"false".equalsIgnoreCase(runner.setting("spark.hadoopRDD.ignoreEmptySplits"));
    }
}
