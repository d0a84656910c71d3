// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.LongAccumulator;

/**
 * How often a function is called by what only counts. Where an engine knows how many elements an iterator has, as after {@code glom}, it
 * need not make them.
 */
public final class CountedUnseen {
    private final JavaSparkContext context;
    private final LongAccumulator calls;
    private final Map<String, Callable<Object>> all = new LinkedHashMap<>();

    private CountedUnseen(JavaSparkContext context) {
        this.context = context;
        this.calls = context.sc().longAccumulator("calls");
    }

    /** An action on what a step makes of an RDD whose function counts its calls. */
    private interface Counting {
        Object of(JavaRDD<Object> rdd) throws Exception;
    }

    public static Map<String, Callable<Object>> all(JavaSparkContext context) {
        CountedUnseen program = new CountedUnseen(context);
        program.actions();
        program.steps();
        program.wholePartitions();
        return program.all;
    }

    /** Its value, and the calls for partitions of all elements as one, and for plain elements. */
    private void add(String name, Counting counting) {
        all.put(name, () -> {
            calls.reset();
            Object glommed = counting.of(numbers().glom().map(counted()));
            long ofGlommed = calls.value();
            calls.reset();
            Object plain = counting.of(numbers().map(counted()));
            return List.of(glommed, ofGlommed, plain, calls.value());
        });
    }

    private JavaRDD<Integer> numbers() {
        return context.parallelize(Arrays.asList(5, 6, 7, 8, 9), 2);
    }

    private <T> Function<T, Object> counted() {
        LongAccumulator added = calls;
        return element -> {
            added.add(1);
            return element;
        };
    }

    private void actions() {
        add("count", JavaRDD::count);
        add("countAsync", rdd -> rdd.countAsync().get());
        add("collect", rdd -> rdd.collect().size());
        add("take", rdd -> rdd.take(1).size());
        add("isEmpty", JavaRDD::isEmpty);
        add("zipWithIndex", rdd -> rdd.zipWithIndex().count());
        add("zipWithUniqueId", rdd -> rdd.zipWithUniqueId().count());
        add("keyBy then count", rdd -> rdd.keyBy(Object::hashCode).count());
        add("countByKey", rdd -> rdd.keyBy(x -> 1).countByKey());
    }

    private void steps() {
        add("map", rdd -> rdd.map(counted()).count());
        add("mapToDouble", rdd -> rdd.mapToDouble(Object::hashCode).count());
        add("mapValues", rdd -> rdd.keyBy(Object::hashCode).mapValues(counted()).count());
        add("keys", rdd -> rdd.keyBy(Object::hashCode).keys().count());
        add("values", rdd -> rdd.keyBy(Object::hashCode).values().count());
        add("filter", rdd -> rdd.filter(x -> true).count());
        add("flatMap", rdd -> rdd.flatMap(x -> List.of(x).iterator()).count());
        add(
                "flatMapValues",
                rdd -> rdd.keyBy(Object::hashCode)
                        .flatMapValues(x -> List.of(x).iterator())
                        .count());
        add("glom", rdd -> rdd.glom().count());
        add("union", rdd -> rdd.union(rdd).map(counted()).count());
        add(
                "zipWithIndex of a union",
                rdd -> rdd.union(rdd).zipWithIndex().keys().count());
        add("coalesce", rdd -> rdd.coalesce(1).count());
        add("repartition", rdd -> rdd.repartition(1).count());
        add("cartesian", rdd -> rdd.cartesian(rdd).count());
        add("zip", rdd -> rdd.zip(rdd).count());
        add("all of a sample", rdd -> rdd.sample(false, 1.0, 1).count());
        add("nothing of a sample", rdd -> rdd.sample(false, 0.0, 1).count());
        add(
                "nothing of a sample with replacement",
                rdd -> rdd.sample(true, 0.0, 1).count());
        add("cache", rdd -> rdd.cache().count());
        add("map after cache", rdd -> rdd.cache().map(counted()).count());
        add("setName", rdd -> rdd.setName("name").count());
    }

    private void wholePartitions() {
        add(
                "mapPartitions as it is",
                rdd -> rdd.mapPartitions(elements -> elements).count());
        add(
                "mapPartitions of others",
                rdd -> rdd.mapPartitions(CountedUnseen::other).count());
        add(
                "mapPartitions to one",
                rdd -> rdd.mapPartitions(elements -> List.of(elements.next()).iterator())
                        .map(counted())
                        .count());
        add(
                "mapPartitionsWithIndex",
                rdd -> rdd.mapPartitionsWithIndex((i, elements) -> elements, true)
                        .count());
        add(
                "mapPartitionsToDouble",
                rdd -> rdd.mapPartitionsToDouble(elements -> List.of(1.0).iterator())
                        .count());
        add(
                "zipPartitions",
                rdd -> rdd.zipPartitions(rdd, (left, right) -> left).count());
    }

    private static Iterator<Object> other(Iterator<Object> elements) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Object next() {
                return elements.next();
            }
        };
    }
}
