// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.rdd.Rdd;
import ember.spark.hadoop.Hadoop;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.JobConf;

/**
 * The members of {@link JavaPairRDD} that name types of Hadoop. They stand apart so that reflection on that class, which serialisation
 * does, does not ask for Hadoop. {@link UnsupportedOperationException} if ember-hadoop is not on the class path. Not a type of Spark's.
 */
public interface HadoopOutputs<K, V> {
    private Rdd<?> pairs() {
        return ((JavaPairRDD<?, ?>) this).rdd().engine();
    }

    private Configuration configuration() {
        return ((JavaPairRDD<?, ?>) this).context().hadoopConfiguration();
    }

    /** By way of an object: else the JVM would load both classes, to see whether a JobConf is one, before anything is called. */
    private static Configuration asConfiguration(Object conf) {
        return (Configuration) conf;
    }

    /** Saves the pairs by an output format of the older interface, with the settings of {@code conf}. */
    default <F extends org.apache.hadoop.mapred.OutputFormat<?, ?>> void saveAsHadoopFile(
            String path, Class<?> keyClass, Class<?> valueClass, Class<F> outputFormatClass, JobConf conf) {
        Hadoop.bridge("saveAsHadoopFile")
                .saveHadoopFile(pairs(), asConfiguration(conf), path, keyClass, valueClass, outputFormatClass, null);
    }

    /** Saves the pairs by an output format of the older interface. */
    default <F extends org.apache.hadoop.mapred.OutputFormat<?, ?>> void saveAsHadoopFile(
            String path, Class<?> keyClass, Class<?> valueClass, Class<F> outputFormatClass) {
        Hadoop.bridge("saveAsHadoopFile")
                .saveHadoopFile(pairs(), configuration(), path, keyClass, valueClass, outputFormatClass, null);
    }

    /** Saves the pairs by an output format of the older interface, compressed. */
    default <F extends org.apache.hadoop.mapred.OutputFormat<?, ?>> void saveAsHadoopFile(
            String path,
            Class<?> keyClass,
            Class<?> valueClass,
            Class<F> outputFormatClass,
            Class<? extends CompressionCodec> codec) {
        Hadoop.bridge("saveAsHadoopFile")
                .saveHadoopFile(pairs(), configuration(), path, keyClass, valueClass, outputFormatClass, codec);
    }

    /** Saves the pairs by an output format of the newer interface, with the settings of {@code conf}. */
    default <F extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> void saveAsNewAPIHadoopFile(
            String path, Class<?> keyClass, Class<?> valueClass, Class<F> outputFormatClass, Configuration conf) {
        Hadoop.bridge("saveAsNewAPIHadoopFile")
                .saveNewHadoopFile(pairs(), conf, path, keyClass, valueClass, outputFormatClass);
    }

    /** Saves the pairs by an output format of the newer interface. */
    default <F extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> void saveAsNewAPIHadoopFile(
            String path, Class<?> keyClass, Class<?> valueClass, Class<F> outputFormatClass) {
        Hadoop.bridge("saveAsNewAPIHadoopFile")
                .saveNewHadoopFile(pairs(), configuration(), path, keyClass, valueClass, outputFormatClass);
    }

    /** Saves the pairs by the newer interface, as {@code conf} says. */
    default void saveAsNewAPIHadoopDataset(Configuration conf) {
        Hadoop.bridge("saveAsNewAPIHadoopDataset").saveNewHadoopDataset(pairs(), conf);
    }

    /** Saves the pairs by the older interface, as {@code conf} says. */
    default void saveAsHadoopDataset(JobConf conf) {
        Hadoop.bridge("saveAsHadoopDataset").saveHadoopDataset(pairs(), conf);
    }
}
