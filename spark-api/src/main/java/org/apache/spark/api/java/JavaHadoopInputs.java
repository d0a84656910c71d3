// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.spark.rdd.HadoopRDD;
import org.apache.spark.rdd.NewHadoopRDD;

/**
 * The members of {@link JavaSparkContext} that name types of Hadoop. They stand apart so that reflection on that class does not ask for
 * Hadoop. {@link UnsupportedOperationException} if ember-hadoop is not on the class path. Not a type of Spark's.
 */
// What a SparkContext makes of input formats are RDDs of these classes.
@SuppressWarnings("unchecked")
public interface JavaHadoopInputs {
    private JavaSparkContext jsc() {
        return (JavaSparkContext) this;
    }

    /** Hadoop's configuration, which what is read and written from now on takes its settings from. */
    default Configuration hadoopConfiguration() {
        return jsc().sc().hadoopConfiguration();
    }

    /** The records that an input format of the older interface reads, as {@code conf} says. */
    default <K, V, F extends org.apache.hadoop.mapred.InputFormat<K, V>> JavaPairRDD<K, V> hadoopRDD(
            JobConf conf, Class<F> inputFormatClass, Class<K> keyClass, Class<V> valueClass, int minPartitions) {
        return new JavaHadoopRDD<>(
                (HadoopRDD<K, V>) jsc().sc().hadoopRDD(conf, inputFormatClass, keyClass, valueClass, minPartitions),
                null,
                null);
    }

    /** The records that an input format of the older interface reads, as {@code conf} says. */
    default <K, V, F extends org.apache.hadoop.mapred.InputFormat<K, V>> JavaPairRDD<K, V> hadoopRDD(
            JobConf conf, Class<F> inputFormatClass, Class<K> keyClass, Class<V> valueClass) {
        return hadoopRDD(conf, inputFormatClass, keyClass, valueClass, jsc().defaultMinPartitions());
    }

    /** The records of files, by an input format of the older interface. */
    default <K, V, F extends org.apache.hadoop.mapred.InputFormat<K, V>> JavaPairRDD<K, V> hadoopFile(
            String path, Class<F> inputFormatClass, Class<K> keyClass, Class<V> valueClass, int minPartitions) {
        return new JavaHadoopRDD<>(
                (HadoopRDD<K, V>) jsc().sc().hadoopFile(path, inputFormatClass, keyClass, valueClass, minPartitions),
                null,
                null);
    }

    /** The records of files, by an input format of the older interface. */
    default <K, V, F extends org.apache.hadoop.mapred.InputFormat<K, V>> JavaPairRDD<K, V> hadoopFile(
            String path, Class<F> inputFormatClass, Class<K> keyClass, Class<V> valueClass) {
        return hadoopFile(path, inputFormatClass, keyClass, valueClass, jsc().defaultMinPartitions());
    }

    /** The records of files, by an input format of the newer interface. */
    default <K, V, F extends org.apache.hadoop.mapreduce.InputFormat<K, V>> JavaPairRDD<K, V> newAPIHadoopFile(
            String path, Class<F> fClass, Class<K> kClass, Class<V> vClass, Configuration conf) {
        return new JavaNewHadoopRDD<>(
                (NewHadoopRDD<K, V>) jsc().sc().newAPIHadoopFile(path, fClass, kClass, vClass, conf), null, null);
    }

    /** The records that an input format of the newer interface reads, as {@code conf} says. */
    default <K, V, F extends org.apache.hadoop.mapreduce.InputFormat<K, V>> JavaPairRDD<K, V> newAPIHadoopRDD(
            Configuration conf, Class<F> fClass, Class<K> kClass, Class<V> vClass) {
        return new JavaNewHadoopRDD<>(
                (NewHadoopRDD<K, V>) jsc().sc().newAPIHadoopRDD(conf, fClass, kClass, vClass), null, null);
    }
}
