// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.hadoop;

import ember.model.function.Function2;
import ember.rdd.JobRunner;
import ember.rdd.Rdd;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * What needs Hadoop's classes: input and output formats of both of its interfaces, codecs, and file systems other than the local one.
 * Found by {@link java.util.ServiceLoader}.
 *
 * <p>Configurations are copied by the call: what changes later changes the caller's only. What Hadoop throws is thrown as it is.
 */
public interface HadoopBridge {
    /** Hadoop's configuration with what the settings {@code spark.hadoop.*} say. */
    Configuration configuration(SparkConf conf);

    /** The records that an input format of the older interface reads, as {@code conf} says. */
    <K, V> Rdd<Tuple2<K, V>> hadoopRdd(JobRunner runner, JobConf conf, Class<?> inputFormat, int minPartitions);

    /**
     * The records of files, by an input format of the older interface.
     *
     * @param inputFormat null: that of SequenceFiles
     */
    <K, V> Rdd<Tuple2<K, V>> hadoopFile(
            JobRunner runner, Configuration conf, String path, @Nullable Class<?> inputFormat, int minPartitions);

    /** The records that an input format of the newer interface reads, as {@code conf} says. */
    <K, V> Rdd<Tuple2<K, V>> newHadoopRdd(JobRunner runner, Configuration conf, Class<?> inputFormat);

    /** The records of files, by an input format of the newer interface. */
    <K, V> Rdd<Tuple2<K, V>> newHadoopFile(JobRunner runner, Configuration conf, String path, Class<?> inputFormat);

    /**
     * What a function makes of each partition and its split.
     *
     * @param read an RDD that this bridge has made
     */
    <K, V, R> Rdd<R> mapWithSplit(
            Rdd<Tuple2<K, V>> read,
            Function2<?, Iterator<Tuple2<K, V>>, Iterator<R>> function,
            boolean keepsPartitioning);

    /** Saves pairs by an output format of the older interface. */
    void saveHadoopFile(
            Rdd<?> pairs,
            Configuration conf,
            String path,
            Class<?> keys,
            Class<?> values,
            Class<?> outputFormat,
            @Nullable Class<?> codec);

    /** Saves pairs by the older interface, as {@code conf} says. */
    void saveHadoopDataset(Rdd<?> pairs, JobConf conf);

    /** Saves pairs by an output format of the newer interface. */
    void saveNewHadoopFile(
            Rdd<?> pairs, Configuration conf, String path, Class<?> keys, Class<?> values, Class<?> outputFormat);

    /** Saves pairs by the newer interface, as {@code conf} says. */
    void saveNewHadoopDataset(Rdd<?> pairs, Configuration conf);

    /** Saves elements as lines of text. */
    void saveText(Rdd<?> rdd, Configuration conf, String path, @Nullable Class<?> codec);

    /** The lines of text files. */
    Rdd<String> textFile(JobRunner runner, Configuration conf, String path, int minPartitions);

    /** Saves records of an object file. */
    void saveObjects(Rdd<byte[]> records, Configuration conf, String path);

    /** The records of object files. */
    Rdd<byte[]> objectRecords(JobRunner runner, Configuration conf, String path, int minPartitions);

    /** Opens a file of any file system. */
    DataInputStream open(String path, Configuration conf) throws IOException;
}
