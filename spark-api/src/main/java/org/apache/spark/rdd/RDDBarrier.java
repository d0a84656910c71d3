// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Rdd;
import ember.rdd.transform.BarrierTransformations;
import ember.spark.EvaluatorRdd;
import java.util.Iterator;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.PartitionEvaluatorFactory;
import org.apache.spark.SparkContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * What is made of an RDD here is computed by tasks that all run at once, each of which can wait for the others by its
 * {@link BarrierTaskContext}. If one fails, all do.
 *
 * @param <T> type of the elements
 */
public class RDDBarrier<T> {
    private final SparkContext context;
    private final Rdd<T> rdd;

    RDDBarrier(SparkContext context, Rdd<T> rdd) {
        this.context = context;
        this.rdd = rdd;
    }

    /** The elements that a function makes of each partition. */
    public <S> RDD<S> mapPartitions(
            scala.Function1<scala.collection.Iterator<T>, scala.collection.Iterator<S>> f,
            boolean preservesPartitioning,
            ClassTag<S> classTag) {
        return new RDD<>(
                context, BarrierTransformations.mapPartitions(rdd, new OfPartition<>(f), preservesPartitioning));
    }

    /** What Scala programs get that do not say whether the function leaves keys as they are: it may not. */
    public <S> boolean mapPartitions$default$2() {
        return false;
    }

    /** The elements that a function makes of each partition and its index. */
    public <S> RDD<S> mapPartitionsWithIndex(
            scala.Function2<Object, scala.collection.Iterator<T>, scala.collection.Iterator<S>> f,
            boolean preservesPartitioning,
            ClassTag<S> classTag) {
        return new RDD<>(
                context,
                BarrierTransformations.mapPartitionsWithIndex(rdd, new OfIndexedPartition<>(f), preservesPartitioning));
    }

    /** What Scala programs get that do not say whether the function leaves keys as they are: it may not. */
    public <S> boolean mapPartitionsWithIndex$default$2() {
        return false;
    }

    /** The elements that an evaluator made for each task computes of a partition. */
    public <S> RDD<S> mapPartitionsWithEvaluator(
            PartitionEvaluatorFactory<T, S> evaluatorFactory, ClassTag<S> classTag) {
        return new RDD<>(context, EvaluatorRdd.map(rdd, evaluatorFactory, true));
    }

    /** A Scala program's function, as the engine calls it. */
    private record OfPartition<T, S>(scala.Function1<scala.collection.Iterator<T>, scala.collection.Iterator<S>> f)
            implements Function1<Iterator<T>, Iterator<S>> {
        @Override
        public Iterator<S> call(Iterator<T> elements) {
            return CollectionConverters.asJava(f.apply(CollectionConverters.asScala(elements)));
        }
    }

    /** A Scala program's function, as the engine calls it. */
    private record OfIndexedPartition<T, S>(
            scala.Function2<Object, scala.collection.Iterator<T>, scala.collection.Iterator<S>> f)
            implements Function2<Integer, Iterator<T>, Iterator<S>> {
        @Override
        public Iterator<S> call(Integer index, Iterator<T> elements) {
            return CollectionConverters.asJava(f.apply(index, CollectionConverters.asScala(elements)));
        }
    }
}
