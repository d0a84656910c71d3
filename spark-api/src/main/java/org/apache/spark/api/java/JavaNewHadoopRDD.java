// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.spark.hadoop.Hadoop;
import java.util.Iterator;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.NewHadoopRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.reflect.ClassTag;

/** The records that an input format of Hadoop's newer interface reads. */
public class JavaNewHadoopRDD<K, V> extends JavaPairRDD<K, V> {
    public JavaNewHadoopRDD(NewHadoopRDD<K, V> rdd, ClassTag<K> kClassTag, ClassTag<V> vClassTag) {
        super(rdd, kClassTag, vClassTag);
    }

    /** What a function makes of each split and its records. */
    public <R> JavaRDD<R> mapPartitionsWithInputSplit(
            Function2<InputSplit, Iterator<Tuple2<K, V>>, Iterator<R>> f, boolean preservesPartitioning) {
        return new JavaRDD<>(new RDD<>(
                context(),
                Hadoop.bridge("mapPartitionsWithInputSplit").mapWithSplit(rdd().engine(), f, preservesPartitioning)));
    }
}
