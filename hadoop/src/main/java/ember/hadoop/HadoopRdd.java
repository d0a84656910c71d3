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
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.util.ReflectionUtils;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The records of an input format of the older interface. Key and value are the same two objects for all records of a split. */
final class HadoopRdd<K, V> extends Rdd<Tuple2<K, V>> {
    private final JobConf conf;
    private final Class<?> inputFormat;
    private final int minPartitions;

    /** @param conf nobody else's */
    HadoopRdd(JobRunner runner, JobConf conf, Class<?> inputFormat, int minPartitions) {
        super(runner);
        this.conf = conf;
        this.inputFormat = inputFormat;
        this.minPartitions = minPartitions;
    }

    @Override
    public String kind() {
        return "HadoopRDD";
    }

    @SuppressWarnings("unchecked") // the caller says what the format reads
    private InputFormat<K, V> format(JobConf job) {
        return (InputFormat<K, V>) ReflectionUtils.newInstance(inputFormat, job); // which configures it
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        JobConf job = new JobConf(conf);
        List<HadoopSplit> splits = new ArrayList<>();
        try {
            for (InputSplit split : format(job).getSplits(job, minPartitions)) {
                if (split.getLength() > 0 || !HadoopSettings.ignoresEmptySplits(runner())) {
                    splits.add(new HadoopSplit(splits.size(), split));
                }
            }
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
        return splits;
    }

    @Override
    public Iterator<Tuple2<K, V>> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws IOException {
        JobConf job = new JobConf(conf);
        HadoopSettings.describeTask(job, id(), partition.index(), context);
        InputSplit split = (InputSplit) ((HadoopSplit) partition).split();
        Records<K, V> records = new Records<>(format(job).getRecordReader(split, job, Reporter.NULL), context);
        context.addCompletionListener(ended -> records.close());
        return records;
    }

    /** A record is read when it is asked for, into the objects of the one before. */
    private static final class Records<K, V> implements Iterator<Tuple2<K, V>> {
        private final RecordReader<K, V> reader;
        private final TaskContext context;
        private final K key;
        private final V value;
        private @Nullable Boolean more;
        private boolean closed;

        Records(RecordReader<K, V> reader, TaskContext context) {
            this.reader = reader;
            this.context = context;
            this.key = reader.createKey();
            this.value = reader.createValue();
        }

        @Override
        public boolean hasNext() {
            Boolean known = more;
            if (known == null) {
                try {
                    known = !closed && reader.next(key, value);
                    more = known;
                    if (!known) {
                        close();
                    }
                } catch (IOException e) {
                    throw Failures.sneaky(e);
                }
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
            return new Tuple2<>(key, value);
        }

        void close() throws IOException {
            if (!closed) {
                closed = true;
                context.metrics().add(TaskMetric.INPUT_BYTES_READ, reader.getPos());
                reader.close();
            }
        }
    }
}
