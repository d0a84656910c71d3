// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.transform.Transformations;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.util.StatCounter;

/** Statistics of an RDD of doubles: one pass, partial results put together in the driver. */
final class DoubleStatistics {
    private DoubleStatistics() {}

    static StatCounter stats(Rdd<Double> rdd) {
        return Actions.reduce(Transformations.<Double, StatCounter>mapPartitions(rdd, new Count(), false), new Merge());
    }

    private record Count() implements Function1<Iterator<Double>, Iterator<StatCounter>> {
        @Override
        public Iterator<StatCounter> call(Iterator<Double> doubles) {
            StatCounter counter = new StatCounter();
            while (doubles.hasNext()) {
                counter.merge(doubles.next());
            }
            return Collections.singleton(counter).iterator();
        }
    }

    private record Merge() implements Function2<StatCounter, StatCounter, StatCounter> {
        @Override
        public StatCounter call(StatCounter left, StatCounter right) {
            return left.merge(right);
        }
    }

    static double sum(Rdd<Double> rdd) {
        return Actions.fold(rdd, 0.0, new Add());
    }

    private record Add() implements Function2<Double, Double, Double> {
        @Override
        public Double call(Double left, Double right) {
            return left + right;
        }
    }
}
