// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.rdd.input.BinaryRecordsRdd;
import ember.spark.hadoop.Hadoop;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.spark.rdd.HadoopRDD;
import org.apache.spark.rdd.NewHadoopRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * The members of {@link SparkContext} that name types of Hadoop. They stand apart so that reflection on that class does not ask for
 * Hadoop. {@link UnsupportedOperationException} if ember-hadoop is not on the class path. Not a type of Spark's.
 */
public interface HadoopInputs {
    private SparkContext sc() {
        return (SparkContext) this;
    }

    /** Hadoop's configuration, which what is read and written from now on takes its settings from. */
    default Configuration hadoopConfiguration() {
        return (Configuration) sc().hadoopConfiguration("hadoopConfiguration");
    }

    /** The records that an input format of the older interface reads, as {@code conf} says. */
    default <K, V> RDD<Tuple2<K, V>> hadoopRDD(
            JobConf conf,
            Class<? extends org.apache.hadoop.mapred.InputFormat<K, V>> inputFormatClass,
            Class<K> keyClass,
            Class<V> valueClass,
            int minPartitions) {
        sc().engine().ensureActive();
        return new HadoopRDD<>(
                sc(), Hadoop.bridge("hadoopRDD").hadoopRdd(sc().engine(), conf, inputFormatClass, minPartitions));
    }

    /** The records of files, by an input format of the older interface. */
    default <K, V> RDD<Tuple2<K, V>> hadoopFile(
            String path,
            Class<? extends org.apache.hadoop.mapred.InputFormat<K, V>> inputFormatClass,
            Class<K> keyClass,
            Class<V> valueClass,
            int minPartitions) {
        return sc().readFile("hadoopFile", path, inputFormatClass, minPartitions);
    }

    /** The records of files, by an input format of the older interface. */
    @SuppressWarnings("unchecked") // what tags tell is the class of what they are for
    default <K, V, F extends org.apache.hadoop.mapred.InputFormat<K, V>> RDD<Tuple2<K, V>> hadoopFile(
            String path, int minPartitions, ClassTag<K> km, ClassTag<V> vm, ClassTag<F> fm) {
        return sc().readFile("hadoopFile", path, (Class<F>) fm.runtimeClass(), minPartitions);
    }

    /** The records of files, by an input format of the older interface. */
    default <K, V, F extends org.apache.hadoop.mapred.InputFormat<K, V>> RDD<Tuple2<K, V>> hadoopFile(
            String path, ClassTag<K> km, ClassTag<V> vm, ClassTag<F> fm) {
        return hadoopFile(path, sc().defaultMinPartitions(), km, vm, fm);
    }

    /** The records of files, by an input format of the newer interface. */
    default <K, V, F extends org.apache.hadoop.mapreduce.InputFormat<K, V>> RDD<Tuple2<K, V>> newAPIHadoopFile(
            String path, Class<F> fClass, Class<K> kClass, Class<V> vClass, Configuration conf) {
        sc().engine().ensureActive();
        return new NewHadoopRDD<>(
                sc(), Hadoop.bridge("newAPIHadoopFile").newHadoopFile(sc().engine(), conf, path, fClass));
    }

    /** The records of files, by an input format of the newer interface. */
    @SuppressWarnings("unchecked") // what tags tell is the class of what they are for
    default <K, V, F extends org.apache.hadoop.mapreduce.InputFormat<K, V>> RDD<Tuple2<K, V>> newAPIHadoopFile(
            String path, ClassTag<K> km, ClassTag<V> vm, ClassTag<F> fm) {
        return newAPIHadoopFile(
                path,
                (Class<F>) fm.runtimeClass(),
                (Class<K>) km.runtimeClass(),
                (Class<V>) vm.runtimeClass(),
                hadoopConfiguration());
    }

    /** The records that an input format of the newer interface reads, as {@code conf} says. */
    default <K, V, F extends org.apache.hadoop.mapreduce.InputFormat<K, V>> RDD<Tuple2<K, V>> newAPIHadoopRDD(
            Configuration conf, Class<F> fClass, Class<K> kClass, Class<V> vClass) {
        sc().engine().ensureActive();
        return new NewHadoopRDD<>(sc(), Hadoop.bridge("newAPIHadoopRDD").newHadoopRdd(sc().engine(), conf, fClass));
    }

    /** Records of {@code recordLength} bytes each; a rest at the end of a file fails. Local files, so {@code conf} says nothing. */
    default RDD<byte[]> binaryRecords(String path, int recordLength, Configuration conf) {
        return new RDD<>(sc(), BinaryRecordsRdd.records(sc().engine(), path, recordLength));
    }
}
