// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.sql;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;

/** Lines that a session has read, to be had as an RDD; what Spark SQL can do with them is not part of Ember. */
public class Dataset<T> implements Serializable {
    private final RDD<T> rdd;

    Dataset(RDD<T> rdd) {
        this.rdd = rdd;
    }

    public RDD<T> rdd() {
        return rdd;
    }

    public JavaRDD<T> javaRDD() {
        return toJavaRDD();
    }

    public JavaRDD<T> toJavaRDD() {
        return rdd.toJavaRDD();
    }

    public long count() {
        return rdd.count();
    }

    public List<T> collectAsList() {
        return toJavaRDD().collect();
    }

    public T first() {
        return rdd.first();
    }

    /** Refuses: see the class. */
    public void show() {
        throw NoSql.needs("show");
    }
}
