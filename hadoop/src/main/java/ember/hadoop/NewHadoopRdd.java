// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The records of an input format of the newer interface. Key and value may be the same objects for all records of a split. */
final class NewHadoopRdd<K, V> extends Rdd<Tuple2<K, V>> {
    private final Configuration conf;
    private final Class<?> inputFormat;

    /** @param conf nobody else's */
    NewHadoopRdd(JobRunner runner, Configuration conf, Class<?> inputFormat) {
        super(runner);
        this.conf = conf;
        this.inputFormat = inputFormat;
    }

    @Override
    public String kind() {
        return "NewHadoopRDD";
    }

    @SuppressWarnings("unchecked") // the caller says what the format reads
    private InputFormat<K, V> format(Configuration job) {
        return (InputFormat<K, V>) ReflectionUtils.newInstance(inputFormat, job); // which configures it
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        Configuration job = new Configuration(conf);
        List<HadoopSplit> splits = new ArrayList<>();
        try {
            for (InputSplit split : format(job).getSplits(new JobContextImpl(job, HadoopSettings.jobId(id())))) {
                if (split.getLength() > 0 || !HadoopSettings.ignoresEmptySplits(runner())) {
                    splits.add(new HadoopSplit(splits.size(), split));
                }
            }
        } catch (IOException | InterruptedException e) {
            throw Failures.sneaky(e);
        }
        return splits;
    }

    @Override
    public Iterator<Tuple2<K, V>> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws IOException, InterruptedException {
        Configuration job = new Configuration(conf);
        TaskAttemptContextImpl attempt = new TaskAttemptContextImpl(
                job, HadoopSettings.attemptId(id(), TaskType.MAP, partition.index(), context.attemptNumber()));
        InputSplit split = (InputSplit) ((HadoopSplit) partition).split();
        RecordReader<K, V> reader = format(job).createRecordReader(split, attempt);
        context.addCompletionListener(ended -> reader.close());
        reader.initialize(split, attempt);
        return new Records<>(reader, context);
    }

    /** A record is read when it is asked for. */
    private static final class Records<K, V> implements Iterator<Tuple2<K, V>> {
        private final RecordReader<K, V> reader;
        private final TaskContext context;
        private @Nullable Boolean more;
        private boolean ended;

        Records(RecordReader<K, V> reader, TaskContext context) {
            this.reader = reader;
            this.context = context;
        }

        @Override
        public boolean hasNext() {
            Boolean known = more;
            if (known == null) {
                try {
                    known = !ended && reader.nextKeyValue();
                } catch (IOException | InterruptedException e) {
                    throw Failures.sneaky(e);
                }
                ended = !known;
                more = known;
            }
            return known;
        }

        @Override
        public Tuple2<K, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("End of stream");
            }
            more = null;
            context.metrics().add(TaskMetric.INPUT_RECORDS_READ, 1);
            try {
                return new Tuple2<>(reader.getCurrentKey(), reader.getCurrentValue());
            } catch (IOException | InterruptedException e) {
                throw Failures.sneaky(e);
            }
        }
    }
}
