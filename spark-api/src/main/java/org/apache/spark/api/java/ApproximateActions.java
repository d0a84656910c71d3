// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.Failures;
import ember.rdd.ElementCount;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.action.Approximation;
import ember.spark.approximate.CountEstimate;
import ember.spark.approximate.CountsEstimate;
import ember.spark.approximate.MeanEstimate;
import ember.spark.approximate.SumEstimate;
import ember.spark.approximate.ValueCounts;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.partial.PartialResult;
import org.apache.spark.util.StatCounter;

/** Actions that wait only so long and then answer with what is known, as Spark's do. Times are in milliseconds. */
final class ApproximateActions {
    static final double CONFIDENCE = 0.95;

    private ApproximateActions() {}

    static <T> PartialResult<BoundedDouble> count(Rdd<T> rdd, long timeout, double confidence) {
        requireShare(confidence);
        return run(
                rdd,
                new ElementCount<>(false),
                new CountEstimate(rdd.numPartitions(), confidence),
                timeout,
                value -> value);
    }

    static <T> PartialResult<Map<T, BoundedDouble>> countByValue(Rdd<T> rdd, long timeout, double confidence) {
        requireShare(confidence);
        return run(
                rdd,
                new CountByValue<>(),
                new CountsEstimate<T>(rdd.numPartitions(), confidence),
                timeout,
                ResultMap::immutable);
    }

    static PartialResult<BoundedDouble> sum(Rdd<Double> rdd, long timeout, double confidence) {
        return run(rdd, new Statistics(), new SumEstimate(rdd.numPartitions(), confidence), timeout, value -> value);
    }

    static PartialResult<BoundedDouble> mean(Rdd<Double> rdd, long timeout, double confidence) {
        return run(rdd, new Statistics(), new MeanEstimate(rdd.numPartitions(), confidence), timeout, value -> value);
    }

    private static void requireShare(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("requirement failed: confidence (" + confidence + ") must be in [0,1]");
        }
    }

    private static <T, U, V, R> PartialResult<R> run(
            Rdd<T> rdd,
            PartitionFunction<T, U> function,
            Approximation.Estimate<U, V> estimate,
            long timeout,
            Function<V, R> shown) {
        try {
            Approximation<V> answer = Approximation.of(rdd, function, estimate, timeout);
            PartialResult<R> result = new PartialResult<>(shown.apply(answer.initialValue()), answer.isFinal());
            if (!answer.isFinal()) {
                answer.whenEnded(value -> result.setFinalValue(shown.apply(value)), result::setFailure);
            }
            return result;
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    private record CountByValue<T>() implements PartitionFunction<T, ValueCounts<T>> {
        @Override
        public ValueCounts<T> apply(TaskContext context, Iterator<T> elements) {
            ValueCounts<T> counts = new ValueCounts<>();
            while (elements.hasNext()) {
                counts.add(elements.next(), 1);
            }
            return counts;
        }
    }

    private record Statistics() implements PartitionFunction<Double, StatCounter> {
        @Override
        public StatCounter apply(TaskContext context, Iterator<Double> doubles) {
            StatCounter counter = new StatCounter();
            while (doubles.hasNext()) {
                counter.merge(doubles.next());
            }
            return counter;
        }
    }
}
