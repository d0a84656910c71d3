// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import ember.rdd.Rdd;
import org.apache.spark.SparkContext;
import scala.Tuple2;

/** The records that an input format of Hadoop's older interface reads. */
public class HadoopRDD<K, V> extends RDD<Tuple2<K, V>> {
    /** Shows what the engine reads. Ember's own. */
    public HadoopRDD(SparkContext sc, Rdd<Tuple2<K, V>> read) {
        super(sc, read);
    }
}
