// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.FileOutputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContextImpl;
import org.apache.hadoop.mapred.OutputFormat;
import org.apache.hadoop.mapred.RecordWriter;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptContextImpl;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.spark.util.SerializableConfiguration;

/** Output by Hadoop's older interface. */
final class OldOutput extends HadoopSave.Output {
    private final SerializableConfiguration conf;
    private final int rddId;

    OldOutput(Configuration conf, int rddId) {
        this.conf = new SerializableConfiguration(conf);
        this.rddId = rddId;
    }

    private JobConf jobConf() {
        return conf.value() instanceof JobConf job ? job : new JobConf(conf.value());
    }

    @SuppressWarnings("unchecked") // the program says that the format takes its pairs
    private static OutputFormat<Object, Object> format(JobConf job) {
        return job.getOutputFormat();
    }

    @Override
    void check() throws IOException {
        JobConf job = jobConf();
        format(job).checkOutputSpecs(FileSystem.get(job), job);
    }

    @Override
    JobContext job() {
        return new JobContextImpl(jobConf(), HadoopSettings.jobId(rddId));
    }

    @Override
    OutputCommitter committer(TaskAttemptContext attempt) {
        return ((TaskAttemptContextImpl) attempt).getJobConf().getOutputCommitter();
    }

    @Override
    TaskAttemptContext attempt(int partition, int number) {
        JobConf job = new JobConf(jobConf());
        TaskAttemptID id = HadoopSettings.attemptId(rddId, TaskType.MAP, partition, number);
        job.set("mapreduce.job.id", id.getJobID().toString());
        job.set("mapreduce.task.id", id.getTaskID().toString());
        job.set("mapreduce.task.attempt.id", id.toString());
        job.setBoolean("mapreduce.task.ismap", true);
        job.setInt("mapreduce.task.partition", partition);
        return new TaskAttemptContextImpl(job, id);
    }

    @Override
    HadoopSave.Writer open(TaskAttemptContext attempt) throws IOException {
        JobConf job = ((TaskAttemptContextImpl) attempt).getJobConf();
        String partition =
                Integer.toString(attempt.getTaskAttemptID().getTaskID().getId());
        String name = "part-" + "0".repeat(Math.max(0, 5 - partition.length())) + partition;
        FileSystem files = FileOutputFormat.getOutputPath(job) == null
                ? FileSystem.get(job)
                : FileOutputFormat.getOutputPath(job).getFileSystem(job);
        RecordWriter<Object, Object> writer = format(job).getRecordWriter(files, job, name, Reporter.NULL);
        return new HadoopSave.Writer() {
            @Override
            public void write(Object key, Object value) throws IOException {
                writer.write(key, value);
            }

            @Override
            public void close() throws IOException {
                writer.close(Reporter.NULL);
            }
        };
    }
}
