// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A map that an action gives: a view of one of Scala's. Iterates in its order, refuses {@code put}, and allows removal if it is a mutable
 * one. Keys are equal as that map says: in most as in Scala, so that {@code get(1L)} finds the key 1.
 */
final class ResultMap<K, V> extends AbstractMap<K, V> implements Serializable {
    private final scala.collection.Map<K, V> underlying;

    private ResultMap(scala.collection.Map<K, V> underlying) {
        this.underlying = underlying;
    }

    /** The last value of each key. Cannot be changed. */
    // Java sees the result of updated without its types.
    @SuppressWarnings("unchecked")
    static <K, V> Map<K, V> immutable(Iterable<Tuple2<K, V>> pairs) {
        scala.collection.immutable.Map<K, V> map = scala.collection.immutable.Map$.MODULE$.empty();
        for (Tuple2<K, V> pair : pairs) {
            map = map.updated(pair._1(), pair._2());
        }
        return new ResultMap<>(map);
    }

    /** The last value of each key. Allows removal. */
    static <K, V> Map<K, V> mutable(Collection<Tuple2<K, V>> pairs) {
        scala.collection.mutable.HashMap<K, V> map = new scala.collection.mutable.HashMap<>();
        // The room there is decides on the order in which keys are iterated.
        map.sizeHint(pairs.size());
        for (Tuple2<K, V> pair : pairs) {
            map.put(pair._1(), pair._2());
        }
        return new ResultMap<>(map);
    }

    /** A map whose keys are equal as Java says. Allows removal. */
    static <K, V> Map<K, V> ofJava(Map<K, V> map) {
        return new ResultMap<>(CollectionConverters.asScala(map));
    }

    @Override
    public int size() {
        return underlying.size();
    }

    // The key's type is checked by Scala's equality, as Spark does.
    @Override
    @SuppressWarnings("unchecked")
    public V get(Object key) {
        Option<V> found = underlying.get((K) key);
        return found.isDefined() ? found.get() : null;
    }

    // See get.
    @Override
    @SuppressWarnings("unchecked")
    public boolean containsKey(Object key) {
        return underlying.contains((K) key);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return underlying.size();
            }

            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new Entries<>(underlying);
            }
        };
    }

    private static final class Entries<K, V> implements Iterator<Map.Entry<K, V>> {
        private final scala.collection.Map<K, V> underlying;
        private final scala.collection.Iterator<Tuple2<K, V>> pairs;
        private Tuple2<K, V> last;

        Entries(scala.collection.Map<K, V> underlying) {
            this.underlying = underlying;
            this.pairs = underlying.iterator();
        }

        @Override
        public boolean hasNext() {
            return pairs.hasNext();
        }

        @Override
        public Map.Entry<K, V> next() {
            last = pairs.next();
            return new SimpleImmutableEntry<>(last._1(), last._2());
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("next must be called before remove");
            }
            if (!(underlying instanceof scala.collection.mutable.Map<K, V> mutable)) {
                throw new UnsupportedOperationException("remove");
            }
            mutable.remove(last._1());
            last = null;
        }
    }
}
