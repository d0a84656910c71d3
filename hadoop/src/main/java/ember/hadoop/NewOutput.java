// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import java.io.IOException;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;
import org.apache.spark.util.SerializableConfiguration;

/** Output by Hadoop's newer interface. Its tasks are called reducers, as Spark's are, so its files are {@code part-r-00000}. */
final class NewOutput extends HadoopSave.Output {
    private final SerializableConfiguration conf;
    private final int rddId;

    NewOutput(Configuration conf, int rddId) {
        this.conf = new SerializableConfiguration(conf);
        this.rddId = rddId;
    }

    @SuppressWarnings("unchecked") // the program says that the format takes its pairs
    private OutputFormat<Object, Object> format(JobContext job) throws IOException {
        try {
            OutputFormat<Object, Object> format = (OutputFormat<Object, Object>)
                    ReflectionUtils.newInstance(job.getOutputFormatClass(), job.getConfiguration());
            if (format instanceof Configurable configurable) {
                configurable.setConf(job.getConfiguration());
            }
            return format;
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    @Override
    void check() throws IOException, InterruptedException {
        JobContext job = job();
        format(job).checkOutputSpecs(job);
    }

    @Override
    JobContext job() {
        return new JobContextImpl(conf.value(), HadoopSettings.jobId(rddId));
    }

    @Override
    OutputCommitter committer(TaskAttemptContext attempt) throws IOException, InterruptedException {
        return format(attempt).getOutputCommitter(attempt);
    }

    @Override
    TaskAttemptContext attempt(int partition, int number) {
        Configuration own = new Configuration(conf.value());
        TaskAttemptContextImpl attempt =
                new TaskAttemptContextImpl(own, HadoopSettings.attemptId(rddId, TaskType.REDUCE, partition, number));
        own.set("mapreduce.task.attempt.id", attempt.getTaskAttemptID().toString());
        own.setInt("mapreduce.task.partition", partition);
        return attempt;
    }

    @Override
    HadoopSave.Writer open(TaskAttemptContext attempt) throws IOException, InterruptedException {
        RecordWriter<Object, Object> writer = format(attempt).getRecordWriter(attempt);
        return new HadoopSave.Writer() {
            @Override
            public void write(Object key, Object value) throws IOException, InterruptedException {
                writer.write(key, value);
            }

            @Override
            public void close() throws IOException, InterruptedException {
                writer.close(attempt);
            }
        };
    }
}
