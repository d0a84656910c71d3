// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import ember.model.Failures;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.JobRunner;
import ember.rdd.Rdd;
import ember.rdd.transform.Transformations;
import ember.spark.hadoop.HadoopBridge;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.FileOutputCommitter;
import org.apache.hadoop.mapred.FileOutputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SequenceFileInputFormat;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The module's door: see {@link HadoopBridge}. */
public final class HadoopModule implements HadoopBridge {
    private static final String SETTINGS = "spark.hadoop.";
    private static final String COMMIT_ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

    /** For {@link java.util.ServiceLoader}. */
    public HadoopModule() {}

    @Override
    public Configuration configuration(SparkConf conf) {
        Configuration made = new Configuration();
        made.set("io.file.buffer.size", conf.get("spark.buffer.size", "65536"));
        // Hadoop's own default lets attempts write into the output directory itself (SPARK-33019).
        made.set(COMMIT_ALGORITHM, "1");
        for (Tuple2<String, String> setting : conf.getAllWithPrefix(SETTINGS)) {
            made.set(setting._1(), setting._2());
        }
        return made;
    }

    @Override
    public <K, V> Rdd<Tuple2<K, V>> hadoopRdd(JobRunner runner, JobConf conf, Class<?> inputFormat, int minPartitions) {
        return new HadoopRdd<>(runner, new JobConf(conf), inputFormat, minPartitions);
    }

    @Override
    public <K, V> Rdd<Tuple2<K, V>> hadoopFile(
            JobRunner runner, Configuration conf, String path, @Nullable Class<?> inputFormat, int minPartitions) {
        JobConf job = new JobConf(conf);
        FileInputFormat.setInputPaths(job, path);
        Rdd<Tuple2<K, V>> read = new HadoopRdd<>(
                runner, job, inputFormat == null ? SequenceFileInputFormat.class : inputFormat, minPartitions);
        read.setName(path);
        return read;
    }

    @Override
    public <K, V> Rdd<Tuple2<K, V>> newHadoopRdd(JobRunner runner, Configuration conf, Class<?> inputFormat) {
        return new NewHadoopRdd<>(runner, new Configuration(conf), inputFormat);
    }

    @Override
    public <K, V> Rdd<Tuple2<K, V>> newHadoopFile(
            JobRunner runner, Configuration conf, String path, Class<?> inputFormat) {
        try {
            Job job = Job.getInstance(conf);
            // By this method a path may be a list.
            org.apache.hadoop.mapreduce.lib.input.FileInputFormat.setInputPaths(job, path);
            Rdd<Tuple2<K, V>> read = new NewHadoopRdd<>(runner, new Configuration(job.getConfiguration()), inputFormat);
            read.setName(path);
            return read;
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the program's function takes the splits of the format that it named
    public <K, V, R> Rdd<R> mapWithSplit(
            Rdd<Tuple2<K, V>> read,
            Function2<?, Iterator<Tuple2<K, V>>, Iterator<R>> function,
            boolean keepsPartitioning) {
        read.runner().checkClosure(function);
        return new SplitMapRdd<>(
                read, (Function2<Object, Iterator<Tuple2<K, V>>, Iterator<R>>) function, keepsPartitioning);
    }

    @Override
    public void saveHadoopFile(
            Rdd<?> pairs,
            Configuration conf,
            String path,
            Class<?> keys,
            Class<?> values,
            Class<?> outputFormat,
            @Nullable Class<?> codec) {
        JobConf job = new JobConf(conf);
        job.setOutputKeyClass(keys);
        job.setOutputValueClass(values);
        job.set("mapred.output.format.class", outputFormat.getName());
        if (codec != null) {
            job.set("mapreduce.output.fileoutputformat.compress", "true");
            job.set("mapreduce.output.fileoutputformat.compress.codec", codec.getCanonicalName());
            job.set("mapreduce.output.fileoutputformat.compress.type", CompressionType.BLOCK.toString());
        }
        if (job.get("mapred.output.committer.class") == null) {
            job.setOutputCommitter(FileOutputCommitter.class);
        }
        try {
            Path output = new Path(path);
            FileOutputFormat.setOutputPath(job, output.getFileSystem(job).makeQualified(output));
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
        saveHadoopDataset(pairs, job);
    }

    @Override
    public void saveHadoopDataset(Rdd<?> pairs, JobConf conf) {
        HadoopSave.save(pairs, new OldOutput(new JobConf(conf), pairs.id()));
    }

    @Override
    public void saveNewHadoopFile(
            Rdd<?> pairs, Configuration conf, String path, Class<?> keys, Class<?> values, Class<?> outputFormat) {
        try {
            Job job = Job.getInstance(conf);
            job.setOutputKeyClass(keys);
            job.setOutputValueClass(values);
            job.getConfiguration().set("mapreduce.job.outputformat.class", outputFormat.getName());
            // As it was written: Hadoop tells of it so.
            job.getConfiguration().set("mapreduce.output.fileoutputformat.outputdir", path);
            saveNewHadoopDataset(pairs, job.getConfiguration());
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
    }

    @Override
    public void saveNewHadoopDataset(Rdd<?> pairs, Configuration conf) {
        HadoopSave.save(pairs, new NewOutput(new Configuration(conf), pairs.id()));
    }

    @Override
    public void saveText(Rdd<?> rdd, Configuration conf, String path, @Nullable Class<?> codec) {
        saveHadoopFile(
                Transformations.map(rdd, new Line()),
                conf,
                path,
                NullWritable.class,
                Text.class,
                TextOutputFormat.class,
                codec);
    }

    private record Line() implements Function1<Object, Tuple2<NullWritable, Text>> {
        @Override
        public Tuple2<NullWritable, Text> call(@Nullable Object element) {
            if (element == null) {
                throw new IllegalArgumentException("requirement failed: text files do not allow null rows");
            }
            return new Tuple2<>(NullWritable.get(), new Text(element.toString()));
        }
    }

    @Override
    public Rdd<String> textFile(JobRunner runner, Configuration conf, String path, int minPartitions) {
        Rdd<Tuple2<Object, Text>> read = hadoopFile(runner, conf, path, TextInputFormat.class, minPartitions);
        Rdd<String> lines = Transformations.map(read, new TextOf());
        lines.setName(path);
        return lines;
    }

    private record TextOf() implements Function1<Tuple2<Object, Text>, String> {
        @Override
        public String call(Tuple2<Object, Text> record) {
            return record._2().toString();
        }
    }

    @Override
    public void saveObjects(Rdd<byte[]> records, Configuration conf, String path) {
        saveHadoopFile(
                Transformations.map(records, new AsWritables()),
                conf,
                path,
                NullWritable.class,
                BytesWritable.class,
                SequenceFileOutputFormat.class,
                null);
    }

    private record AsWritables() implements Function1<byte[], Tuple2<NullWritable, BytesWritable>> {
        @Override
        public Tuple2<NullWritable, BytesWritable> call(byte[] record) {
            return new Tuple2<>(NullWritable.get(), new BytesWritable(record));
        }
    }

    @Override
    public Rdd<byte[]> objectRecords(JobRunner runner, Configuration conf, String path, int minPartitions) {
        Rdd<Tuple2<Object, BytesWritable>> read = hadoopFile(runner, conf, path, null, minPartitions);
        return Transformations.map(read, new BytesOf());
    }

    private record BytesOf() implements Function1<Tuple2<Object, BytesWritable>, byte[]> {
        @Override
        public byte[] call(Tuple2<Object, BytesWritable> record) {
            return Arrays.copyOf(record._2().getBytes(), record._2().getLength());
        }
    }

    @Override
    public DataInputStream open(String path, Configuration conf) throws IOException {
        Path file = new Path(path);
        return file.getFileSystem(conf).open(file);
    }
}
