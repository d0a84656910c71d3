// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.junit.jupiter.api.AfterEach;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A program on four threads of this JVM whose tasks wait for each other. */
abstract class LocalBarrier {
    JavaSparkContext sc = context();

    /** Scala's functions are not serialisable by themselves. */
    interface Body<A, R> extends Function1<A, R>, Serializable {}

    private static JavaSparkContext context(String... settings) {
        SparkConf conf = new SparkConf(false).setMaster("local[4]").setAppName("test");
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        return new JavaSparkContext(conf);
    }

    final void restart(String... settings) {
        sc.stop();
        sc = context(settings);
    }

    @AfterEach
    final void stop() {
        sc.stop();
    }

    @SuppressWarnings("unchecked") // a tag of Object is what Java programs have for any class
    static <S> ClassTag<S> tag() {
        return (ClassTag<S>) (ClassTag<?>) ClassTag$.MODULE$.apply(Object.class);
    }

    /** 0, 1, ..., two in each partition. */
    final RDD<Integer> numbers(int partitions) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < partitions * 2; i++) {
            numbers.add(i);
        }
        return sc.parallelize(numbers, partitions).rdd();
    }

    static <S> JavaRDD<S> barrier(RDD<Integer> rdd, Body<Iterator<Integer>, Iterator<S>> body) {
        return rdd.barrier().mapPartitions(body, false, LocalBarrier.<S>tag()).toJavaRDD();
    }

    final JavaRDD<Integer> barrier(int partitions) {
        return barrier(numbers(partitions), elements -> elements);
    }

    static <S> Iterator<S> one(S element) {
        return CollectionConverters.asScala(List.of(element).iterator());
    }
}
