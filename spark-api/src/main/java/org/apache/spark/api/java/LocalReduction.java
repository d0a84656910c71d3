// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.transform.Transformations;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import scala.Tuple2;

/**
 * Puts values of equal keys together without a shuffle: in a map for each partition, then in the driver. Keys are equal as Java says,
 * and a null value counts as none.
 */
final class LocalReduction {
    private LocalReduction() {}

    static <K, V> Map<K, V> run(Rdd<Tuple2<K, V>> pairs, Function2<V, V, V> function) {
        pairs.runner().checkClosure(function);
        Rdd<Partial<K, V>> partials = Transformations.<Tuple2<K, V>, Partial<K, V>>mapPartitions(
                pairs, new ReducePartition<>(function), false);
        return Actions.reduce(partials, new MergePartials<>(function)).values();
    }

    /** What a partition, or several, come to. */
    private record Partial<K, V>(HashMap<K, V> values) implements Serializable {
        void add(K key, V value, Function2<V, V, V> function) throws Exception {
            V before = values.get(key);
            values.put(key, before == null ? value : function.call(before, value));
        }
    }

    private record ReducePartition<K, V>(Function2<V, V, V> function)
            implements Function1<Iterator<Tuple2<K, V>>, Iterator<Partial<K, V>>> {
        @Override
        public Iterator<Partial<K, V>> call(Iterator<Tuple2<K, V>> pairs) throws Exception {
            Partial<K, V> partial = new Partial<>(new HashMap<>());
            while (pairs.hasNext()) {
                Tuple2<K, V> pair = pairs.next();
                partial.add(pair._1(), pair._2(), function);
            }
            return Collections.singleton(partial).iterator();
        }
    }

    private record MergePartials<K, V>(Function2<V, V, V> function)
            implements Function2<Partial<K, V>, Partial<K, V>, Partial<K, V>> {
        @Override
        public Partial<K, V> call(Partial<K, V> left, Partial<K, V> right) throws Exception {
            for (Map.Entry<K, V> entry : right.values().entrySet()) {
                left.add(entry.getKey(), entry.getValue(), function);
            }
            return left;
        }
    }
}
