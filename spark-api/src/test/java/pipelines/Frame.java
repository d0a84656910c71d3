// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.function.UnaryOperator;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;

/** An RDD of a pipeline, and what is known of it. */
final class Frame {
    /** What Spark promises of where elements are. */
    enum Order {
        /** Which elements each partition has, and in which order. */
        EXACT,
        /** The order of all elements, but not where a partition ends. */
        SEQUENCE,
        /** Which elements each partition has, but not their order. */
        PLACED,
        NONE
    }

    private final JavaRDD<Object> elements;
    private final JavaPairRDD<Object, Object> pairs;
    private final Order order;
    private final long most;

    private Frame(JavaRDD<Object> elements, JavaPairRDD<Object, Object> pairs, Order order, long most) {
        this.elements = elements;
        this.pairs = pairs;
        this.order = order;
        this.most = most;
    }

    /** @param most about how many elements there are at most */
    static Frame of(JavaRDD<Object> elements, Order order, long most) {
        return new Frame(elements, null, order, most);
    }

    static Frame of(JavaPairRDD<Object, Object> pairs, Order order, long most) {
        return new Frame(null, pairs, order, most);
    }

    JavaRDD<Object> elements() {
        return elements != null ? elements : pairs.map(pair -> pair);
    }

    JavaPairRDD<Object, Object> pairs() {
        return pairs != null ? pairs : elements.mapToPair(Values::asPair);
    }

    /** What becomes of the pairs, no more than there are. */
    Frame pairs(UnaryOperator<JavaPairRDD<Object, Object>> change, Order newOrder) {
        return of(change.apply(pairs()), newOrder, most);
    }

    boolean hasPairs() {
        return pairs != null;
    }

    Order order() {
        return order;
    }

    long most() {
        return most;
    }

    /** The elements in an order that is always the same; a partition is too, if that was promised. */
    Frame inSequence() {
        return order == Order.EXACT || order == Order.SEQUENCE ? this : exact();
    }

    /** The elements in an order and in partitions that are always the same. */
    Frame exact() {
        return order == Order.EXACT ? this : of(elements().sortBy(Values::digest, true, 1), Order.EXACT, most);
    }

    /** The elements in partitions that are always the same. */
    Frame placed(int partitions) {
        return of(
                pairs().mapToPair(pair -> new scala.Tuple2<>((Object) Values.digest(pair), (Object) pair))
                        .partitionBy(new HashPartitioner(partitions))
                        .values(),
                Order.PLACED,
                most);
    }

    /** About so many of the elements at most, always the same ones. */
    Frame thinned(long limit) {
        if (most <= limit) {
            return this;
        }
        long of = most;
        return of(elements().filter(value -> keeps(value, limit, of)), order, limit);
    }

    static boolean keeps(Object value, long limit, long of) {
        return (Values.mix(Values.digest(value)) >>> 1) % of < limit;
    }
}
