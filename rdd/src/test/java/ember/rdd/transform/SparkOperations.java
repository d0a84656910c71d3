// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.GroupedValues;
import ember.model.KeyEquality;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.operator.EmptyRdd;
import ember.rdd.operator.ParallelCollectionRdd;
import ember.rdd.partition.HashPartitioner;
import ember.rdd.testkit.InlineRunner;
import ember.rdd.testkit.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The calls that were made on Spark, made here as the facade makes them. */
final class SparkOperations {
    private static final Comparator<Object> NATURAL = natural();

    private final InlineRunner runner;
    private final KeyedTransformations<Pair> keyed = new KeyedTransformations<>(Pair.PAIRING, KeyEquality.JDK);
    private final PairTransformations<Pair> pairs = new PairTransformations<>(Pair.PAIRING, KeyEquality.JDK);
    private final Joins<Pair> joins = new Joins<>(Pair.PAIRING);
    private final Map<String, Supplier<Rdd<?>>> operations = new LinkedHashMap<>();

    private final Rdd<Integer> r;
    private final Rdd<Integer> r2;
    private final Rdd<Pair> p;
    private final Rdd<Pair> p2;
    private final Rdd<Pair> hp;

    SparkOperations(InlineRunner runner) {
        this.runner = runner;
        r = slices(3, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3);
        r2 = slices(2, 2, 7, 1, 8, 2, 8);
        p = slices(3, Pair.of("a", 1), Pair.of("b", 2), Pair.of("a", 3), Pair.of("c", 4));
        p2 = slices(2, Pair.of("a", 10), Pair.of("d", 20), Pair.of("a", 30));
        hp = pairs.partitionBy(p, hash(3));
    }

    Map<String, Supplier<Rdd<?>>> byName() {
        elementWise();
        wholeRdds();
        reshaping();
        byKey();
        ordering();
        grouping();
        sampled();
        lineages();
        return operations;
    }

    private void op(String name, Supplier<Rdd<?>> operation) {
        operations.put(name, operation);
    }

    @SafeVarargs
    private final <T> Rdd<T> slices(int slices, T... elements) {
        List<T> list = new ArrayList<>();
        for (T element : elements) {
            list.add(element);
        }
        return new ParallelCollectionRdd<>(runner, list, slices);
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> natural() {
        return (Comparator<Object>) (Comparator<?>) Comparator.naturalOrder();
    }

    private static Partitioner hash(int partitions) {
        return new HashPartitioner(partitions);
    }

    private void elementWise() {
        op("parallelize", () -> slices(2, 1, 2, 3));
        op("parallelizePairs", () -> slices(2, Pair.of(1, 2)));
        op("parallelizeDoubles", () -> Transformations.view(slices(2, 1.0, 2.0)));
        op("emptyRDD", () -> new EmptyRdd<>(runner));
        op("map", () -> Transformations.map(r, x -> x + 1));
        op("mapToPair", () -> Transformations.map(r, x -> Pair.of(x, 1)));
        op("mapToDouble", () -> Transformations.view(Transformations.mapToDouble(r, x -> x)));
        op("flatMap", () -> Transformations.flatMap(r, x -> List.of(x, x).iterator()));
        op(
                "flatMapToPair",
                () -> Transformations.flatMap(r, x -> List.of(Pair.of(x, x)).iterator()));
        op(
                "flatMapToDouble",
                () -> Transformations.view(Transformations.view(
                        Transformations.flatMap(r, x -> List.of(1.0).iterator()))));
        op("filter", () -> Transformations.filter(r, x -> x > 2));
        op("mapPartitions", () -> Transformations.mapPartitions(r, it -> it, false));
        op(
                "mapPartitionsToPair",
                () -> Transformations.mapPartitions(r, it -> List.of().iterator(), false));
        op(
                "mapPartitionsToDouble",
                () -> Transformations.view(Transformations.view(
                        Transformations.mapPartitions(r, it -> List.of().iterator(), false))));
        op("mapPartitionsWithIndex", () -> Transformations.mapPartitionsWithIndex(r, (i, it) -> it, false));
        op("keyBy", () -> keyed.keyBy(r, x -> x % 2));
        op("glom", () -> Transformations.glom(r));
        op("p.mapValues", () -> pairs.mapValues(p, increment()));
        op(
                "p.flatMapValues",
                () -> pairs.flatMapValues(p, x -> Arrays.asList(x, x).iterator()));
        op("p.keys", () -> pairs.keys(p));
        op("p.values", () -> pairs.values(p));
        op("p.filter", () -> Transformations.filter(p, t -> true));
        op("hp.filter", () -> Transformations.filter(hp, t -> true));
        op("hp.mapValues", () -> pairs.mapValues(hp, t -> t));
        op("hp.keys", () -> pairs.keys(hp));
    }

    private static ember.model.function.Function1<Integer, Integer> increment() {
        return x -> x + 1;
    }

    private static ember.model.function.Function2<Integer, Integer, Integer> plus() {
        return Integer::sum;
    }

    private void wholeRdds() {
        op("distinct", () -> keyed.distinct(r));
        op("distinct2", () -> keyed.distinct(r, 2));
        op("hp.distinct", () -> keyed.distinct(hp));
        op("hp.distinct(2)", () -> keyed.distinct(hp, 2));
        op("p.distinct", () -> keyed.distinct(p));
        op("union", () -> Transformations.union(r, r2));
        op("sc.union3", () -> Transformations.union(r, List.of(r, r2, r)));
        op("sc.union1", () -> Transformations.union(r, List.of(r)));
        op("union empty", () -> Transformations.union(r, new EmptyRdd<>(runner)));
        op("hp union hp", () -> Transformations.union(hp, hp));
        op("hp union p", () -> Transformations.union(hp, p));
        op("p.union", () -> Transformations.union(p, p2));
        op("union of unions", () -> Transformations.union(Transformations.union(r, r2), r));
        op("intersection", () -> keyed.intersection(r, r2));
        op("p.intersection", () -> keyed.intersection(p, p2));
        op("subtract", () -> keyed.subtract(r, r2));
        op("subtract2", () -> keyed.subtract(r, r2, hash(2)));
        op("subtract hp", () -> keyed.subtract(hp, p2));
        op("cartesian", () -> keyed.cartesian(r, r2));
        op("zip", () -> keyed.zip(r, Transformations.map(r, x -> x * 10)));
        op("zipPartitions", () -> Transformations.zipPartitions(r, r, SparkOperations::append));
        op("zip bad parts", () -> keyed.zip(r, r2));
        op("zip bad sizes", () -> keyed.zip(r, Transformations.filter(r, x -> x != 1)));
        op("zipWithIndex", () -> keyed.zipWithIndex(r));
        op("zipWithIndex 1", () -> keyed.zipWithIndex(Transformations.coalesce(r, 1)));
        op("zipWithUniqueId", () -> keyed.zipWithUniqueId(r));
    }

    private static Iterator<Integer> append(Iterator<Integer> left, Iterator<Integer> right) {
        List<Integer> all = new ArrayList<>();
        left.forEachRemaining(all::add);
        right.forEachRemaining(all::add);
        return all.iterator();
    }

    private void reshaping() {
        op("repartition", () -> keyed.repartition(r, 4));
        op("coalesce", () -> Transformations.coalesce(r, 2));
        op("coalesce up", () -> Transformations.coalesce(r, 5));
        op("coalesce shuffle", () -> keyed.coalesce(r, 2, true));
        op("coalesce 0", () -> Transformations.coalesce(r, 0));
        op("coalesce10to3", () -> Transformations.coalesce(slices(10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 3));
        op("coalesce10to4", () -> Transformations.coalesce(slices(10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 4));
        op("p.coalesce", () -> Transformations.coalesce(hp, 2));
    }

    private void byKey() {
        op("p.combineByKey", () -> pairs.combineByKey(p, x -> x, plus(), plus(), pairs.defaultPartitioner(p), true));
        op("p.combineByKey nomsc", () -> pairs.combineByKey(p, x -> x, plus(), plus(), hash(2), false));
        op("p.reduceByKey", () -> pairs.reduceByKey(p, plus(), pairs.defaultPartitioner(p)));
        op("p.reduceByKey(f,2)", () -> pairs.reduceByKey(p, plus(), hash(2)));
        op("hp.reduceByKey", () -> pairs.reduceByKey(hp, plus(), pairs.defaultPartitioner(hp)));
        op("p.foldByKey", () -> pairs.foldByKey(p, 1, plus(), pairs.defaultPartitioner(p)));
        op("p.aggregateByKey", () -> pairs.aggregateByKey(p, 1, plus(), plus(), pairs.defaultPartitioner(p)));
        op("p.groupByKey", () -> pairs.groupByKey(p, pairs.defaultPartitioner(p)));
        op("hp.groupByKey", () -> pairs.groupByKey(hp, pairs.defaultPartitioner(hp)));
        op("groupBy", () -> keyed.groupBy(r, x -> x % 2, null));
        op("groupBy2", () -> keyed.groupBy(r, x -> x % 2, hash(2)));
        op("p.partitionBy", () -> pairs.partitionBy(p, hash(2)));
        op("hp.partitionBy same", () -> pairs.partitionBy(hp, hash(3)));
        op("p.subtractByKey", () -> pairs.subtractByKey(p, p2, pairs.ownOrHash(p)));
        op("hp.subtractByKey", () -> pairs.subtractByKey(hp, p2, pairs.ownOrHash(hp)));
    }

    private void ordering() {
        op("p.repartitionAndSort", () -> pairs.repartitionAndSortWithinPartitions(p, hash(2), NATURAL));
        op("hp.repartitionAndSort same", () -> pairs.repartitionAndSortWithinPartitions(hp, hash(3), NATURAL));
        op("sortBy", () -> keyed.sortBy(r, x -> x, NATURAL, true, 3));
        op("sortBy1", () -> keyed.sortBy(r, x -> x, NATURAL, true, 1));
        op("p.sortByKey", () -> pairs.sortByKey(p, NATURAL, true, 3));
        op("p.sortByKey desc", () -> pairs.sortByKey(p, NATURAL, false, 2));
        op("p.sortByKey cmp desc", () -> pairs.sortByKey(p, NATURAL, false, 2));
        op("p.sortByKey 1", () -> pairs.sortByKey(p, NATURAL, true, 1));
        op("p.filterByRange", () -> pairs.filterByRange(p, NATURAL, "a", "b"));
        op("sorted.filterByRange", () -> pairs.filterByRange(pairs.sortByKey(p, NATURAL, true, 3), NATURAL, "b", "c"));
    }

    private void grouping() {
        op("p.cogroup", () -> cogroup(List.of(p, p2)));
        op("p.cogroup3", () -> cogroup(List.of(p, p2, p)));
        op("p.cogroup4", () -> cogroup(List.of(p, p2, p, p2)));
        op("hp.cogroup", () -> cogroup(List.of(hp, p2)));
        op("p.groupWith", () -> cogroup(List.of(p, p2)));
        op("p.join", () -> joins.join(p, p2, pairs.defaultPartitioner(p, p2)));
        op("p.join 2", () -> joins.join(p, p2, hash(2)));
        op("hp.join", () -> joins.join(hp, p2, pairs.defaultPartitioner(hp, p2)));
        op("hp.join hp", () -> joins.join(hp, hp, pairs.defaultPartitioner(hp, hp)));
        Joins.Optionals optionals = new Optionals();
        op("p.leftOuterJoin", () -> joins.leftOuterJoin(p, p2, pairs.defaultPartitioner(p, p2), optionals));
        op("p.rightOuterJoin", () -> joins.rightOuterJoin(p, p2, pairs.defaultPartitioner(p, p2), optionals));
        op("p.fullOuterJoin", () -> joins.fullOuterJoin(p, p2, pairs.defaultPartitioner(p, p2), optionals));
    }

    private Rdd<Pair> cogroup(List<Rdd<Pair>> sides) {
        Partitioner partitioner = pairs.defaultPartitioner(sides.toArray(new Rdd<?>[0]));
        return joins.cogroup(sides, partitioner, SparkOperations::tuple);
    }

    private static Object tuple(List<GroupedValues<Object>> sides) {
        String list = sides.toString();
        return "(" + list.substring(1, list.length() - 1).replace("], [", "],[") + ")";
    }

    private record Optionals() implements Joins.Optionals {
        @Override
        public Object of(Object value) {
            return Optional.of(value).toString();
        }

        @Override
        public Object none() {
            return Optional.empty().toString();
        }
    }

    private void sampled() {
        Random random = new Random(42);
        Integer[] many = new Integer[5000];
        Arrays.setAll(many, i -> random.nextInt(1000000));
        Integer[] skew = new Integer[3000];
        Arrays.setAll(skew, i -> (int) (random.nextGaussian() * 1000));
        runner.nextRddIdIs(574);
        Rdd<Integer> big = slices(7, many);
        runner.nextRddIdIs(593);
        Rdd<Integer> skewed = Transformations.mapPartitionsWithIndex(slices(6, skew), SparkOperations::skew, false);
        op("big.sortBy 5", () -> keyed.sortBy(big, x -> x, NATURAL, true, 5));
        op("big.sortBy 20 desc", () -> keyed.sortBy(big, x -> x, NATURAL, false, 20));
        op("skewed.sortBy 4", () -> keyed.sortBy(skewed, x -> x, NATURAL, true, 4));
        op("skewed.sortBy 9", () -> keyed.sortBy(skewed, x -> x, NATURAL, true, 9));
        op("big.repartition 6", () -> keyed.repartition(slices(9, Arrays.copyOf(many, 100)), 6));
        op("few keys sortBy 6", () -> keyed.sortBy(slices(3, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3), x -> x, NATURAL, true, 6));
    }

    /** Seven times as many elements in partition 2 as it had, a tenth in the others. */
    private static Iterator<Integer> skew(int partition, Iterator<Integer> elements) {
        List<Integer> all = new ArrayList<>();
        elements.forEachRemaining(x -> {
            if (partition == 2) {
                for (int k = 0; k < 7; k++) {
                    all.add(x + k * 20000);
                }
            } else if (x % 10 == 0) {
                all.add(x);
            }
        });
        return all.iterator();
    }

    private void lineages() {
        op("debug diamond", () -> {
            Rdd<Pair> m = pairs.mapValues(p, x -> x);
            Rdd<Pair> both = Transformations.union(m, m);
            Rdd<Pair> sum = pairs.reduceByKey(both, plus(), pairs.defaultPartitioner(both));
            Rdd<Pair> first = pairs.reduceByKey(m, (x, y) -> x, pairs.defaultPartitioner(m));
            return pairs.mapValues(cogroup(List.of(sum, first)), x -> x);
        });
        op(
                "debug narrow many",
                () -> Transformations.map(Transformations.union(keyed.zip(r, r), keyed.zip(r, r)), x -> x));
        op("debug cartesian shuf", () -> keyed.cartesian(keyed.distinct(r), keyed.distinct(r2)));
        op("debug deep", () -> {
            Rdd<Pair> twice = pairs.reduceByKey(pairs.reduceByKey(p, (x, y) -> x, hash(3)), (x, y) -> x, hash(5));
            return pairs.mapValues(Transformations.union(twice, pairs.reduceByKey(p, (x, y) -> x, hash(3))), x -> x);
        });
    }
}
