// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import static conformance.pipeline.Operator.operator;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.*;
import scala.Tuple2;

/** Steps on elements of any kind. */
final class ElementOps {
    /** Without a shuffle. */
    static final List<Operator> PLAIN = List.of(
            operator("map", "E>E", "{l}.map(x -> Fn.change({v}, x))", in -> {
                int v = in.v();
                return in.l().map(x -> Fn.change(v, x));
            }),
            operator("filter", "E>E", "{l}.filter(x -> Fn.passes({v}, x))", in -> {
                int v = in.v();
                return in.l().filter(x -> Fn.passes(v, x));
            }),
            operator("flatMap", "E>E", "{l}.flatMap(x -> Fn.several({v}, x))", in -> {
                int v = in.v();
                return in.l().flatMap(x -> Fn.several(v, x));
            }),
            operator(
                    "mapPartitions",
                    "E>E",
                    "{l}.mapPartitions(all -> Fn.turned(all).iterator())",
                    in -> in.l().mapPartitions(all -> Fn.turned(all).iterator())),
            operator(
                    "mapPartitionsPreserving",
                    "E>E",
                    "{l}.mapPartitions(all -> Fn.turned(all).iterator(), {v} % 2 == 0)",
                    in -> {
                        int v = in.v();
                        return in.l().mapPartitions(all -> Fn.turned(all).iterator(), v % 2 == 0);
                    }),
            operator(
                    "mapPartitionsWithIndex",
                    "E>E",
                    "{l}.mapPartitionsWithIndex((index, all) -> Fn.numbered(index, all), {v} % 2 == 0)",
                    in -> {
                        int v = in.v();
                        return in.l().mapPartitionsWithIndex((index, all) -> Fn.numbered(index, all), v % 2 == 0);
                    }),
            operator(
                    "failInPartition",
                    "E>E",
                    "{l}.mapPartitionsWithIndex((index, all) -> Fn.failing({v} % 3, index, all), true)",
                    in -> {
                        int v = in.v();
                        return in.l().mapPartitionsWithIndex((index, all) -> Fn.failing(v % 3, index, all), true);
                    }),
            operator(
                    "mapToPair",
                    "E>P",
                    "{l}.mapToPair(x -> Fn.pair(x))",
                    in -> in.l().mapToPair(x -> Fn.pair(x))),
            operator("mapToPairByKey", "E>P", "{l}.mapToPair(x -> new Tuple2<>(Fn.key({v}, x), x))", in -> {
                int v = in.v();
                return in.l().mapToPair(x -> new Tuple2<>(Fn.key(v, x), x));
            }),
            operator(
                    "flatMapToPair",
                    "E>P",
                    "{l}.flatMapToPair(x -> Tell.pairs(Arrays.asList(x, x)).iterator())",
                    in -> in.l()
                            .flatMapToPair(x -> Tell.pairs(Arrays.asList(x, x)).iterator())),
            operator(
                    "mapPartitionsToPair",
                    "E>P",
                    "{l}.mapPartitionsToPair(all -> Tell.pairs(Fn.turned(all)).iterator())",
                    in -> in.l()
                            .mapPartitionsToPair(
                                    all -> Tell.pairs(Fn.turned(all)).iterator())),
            operator(
                    "mapPartitionsToPairPreserving",
                    "E>P",
                    "{l}.mapPartitionsToPair(all -> Tell.pairs(Fn.turned(all)).iterator(), true)",
                    in -> in.l()
                            .mapPartitionsToPair(
                                    all -> Tell.pairs(Fn.turned(all)).iterator(), true)),
            operator(
                    "mapToDouble",
                    "E>D",
                    "{l}.mapToDouble(x -> Fn.number(x))",
                    in -> in.l().mapToDouble(x -> Fn.number(x))),
            operator(
                    "flatMapToDouble",
                    "E>D",
                    "{l}.flatMapToDouble(x -> Tell.numbers(Arrays.asList(x, {v})).iterator())",
                    in -> {
                        int v = in.v();
                        return in.l()
                                .flatMapToDouble(
                                        x -> Tell.numbers(Arrays.asList(x, v)).iterator());
                    }),
            operator(
                    "mapPartitionsToDouble",
                    "E>D",
                    "{l}.mapPartitionsToDouble(all -> Tell.numbers(Fn.turned(all)).iterator())",
                    in -> in.l()
                            .mapPartitionsToDouble(
                                    all -> Tell.numbers(Fn.turned(all)).iterator())),
            operator(
                    "mapPartitionsToDoublePreserving",
                    "E>D",
                    "{l}.mapPartitionsToDouble(all -> Tell.numbers(Fn.turned(all)).iterator(), true)",
                    in -> in.l()
                            .mapPartitionsToDouble(
                                    all -> Tell.numbers(Fn.turned(all)).iterator(), true)),
            operator(
                    "glom",
                    "E>E",
                    "{l}.glom().map(all -> (Object) all)",
                    in -> in.l().glom().map(all -> (Object) all)),
            operator("keyBy", "E>P", "{l}.keyBy(x -> Fn.key({v}, x))", in -> {
                int v = in.v();
                return in.l().keyBy(x -> Fn.key(v, x));
            }),
            operator("cartesian", "EE>P", "{l}.cartesian({r})", in -> in.l().cartesian(in.l2())),
            operator("union", "EE>E", "{l}.union({r})", in -> in.l().union(in.l2())),
            operator(
                    "unionOfMany",
                    "EE>E",
                    "{sc}.union(Tell.many({l}, {r}, {l}))",
                    in -> in.sc().union(Tell.many(in.l(), in.l2(), in.l()))),
            operator("zip", "EE>P", "{l}.zip({r})", in -> in.l().zip(in.l2())),
            operator("zipWithItself", "E>P", "{l}.zip({l}.map(x -> Fn.change({v}, x)))", in -> {
                int v = in.v();
                return in.l().zip(in.l().map(x -> Fn.change(v, x)));
            }),
            operator(
                    "zipPartitions",
                    "EE>E",
                    "{l}.zipPartitions({r}, (left, right) -> Arrays.asList((Object) Show.text(left), Show.text(right)).iterator())",
                    in -> in.l()
                            .zipPartitions(
                                    in.l2(),
                                    (left, right) -> Arrays.asList((Object) Show.text(left), Show.text(right))
                                            .iterator())),
            operator(
                    "zipWithIndex",
                    "E>P",
                    "{l}.zipWithIndex().mapToPair(pair -> new Tuple2<>(pair._1(), (Object) pair._2()))",
                    in -> in.l().zipWithIndex().mapToPair(pair -> new Tuple2<>(pair._1(), (Object) pair._2()))),
            operator(
                    "zipWithUniqueId",
                    "E>P",
                    "{l}.zipWithUniqueId().mapToPair(pair -> new Tuple2<>(pair._1(), (Object) pair._2()))",
                    in -> in.l().zipWithUniqueId().mapToPair(pair -> new Tuple2<>(pair._1(), (Object) pair._2()))),
            operator("coalesce", "E>E", "{l}.coalesce({n})", in -> {
                int n = in.n();
                return in.l().coalesce(n);
            }),
            operator("sample", "E>E", "{l}.sample({v} % 2 == 0, {v} / 60.0, {v})", in -> {
                int v = in.v();
                return in.l().sample(v % 2 == 0, v / 60.0, v);
            }),
            operator("sampleMany", "E>E", "{l}.sample(true, 1 + {v} / 20.0, {v})", in -> {
                int v = in.v();
                return in.l().sample(true, 1 + v / 20.0, v);
            }),
            operator("randomSplit", "E>E", "{l}.randomSplit(new double[] {1, 2, {v} % 4}, {v})[{v} % 3]", in -> {
                int v = in.v();
                return in.l().randomSplit(new double[] {1, 2, v % 4}, v)[v % 3];
            }),
            operator(
                    "pipe",
                    "E>E",
                    "{l}.pipe(\"sort\").map(line -> (Object) line)",
                    in -> in.l().pipe("sort").map(line -> (Object) line)),
            operator(
                    "pipeOfList",
                    "E>E",
                    "{l}.pipe(Arrays.asList(\"tr\", \"a\", \"b\")).map(line -> (Object) line)",
                    in -> in.l().pipe(Arrays.asList("tr", "a", "b")).map(line -> (Object) line)),
            operator("throughObjects", "E>E", "Tell.throughObjects({sc}, {dir}, {l}, {n})", in -> {
                int n = in.n();
                return Tell.throughObjects(in.sc(), in.dir(), in.l(), n);
            }),
            operator(
                    "cast",
                    "E>E",
                    "{l}.map(x -> Fn.length((String) x))",
                    in -> in.l().map(x -> Fn.length((String) x))));

    /** With a shuffle, or perhaps. */
    static final List<Operator> SHUFFLED = List.of(
            operator("distinct", "E>E", "{l}.distinct()", in -> in.l().distinct()),
            operator("distinctInto", "E>E", "{l}.distinct({n})", in -> {
                int n = in.n();
                return in.l().distinct(n);
            }),
            operator("repartition", "E>E", "{l}.repartition({n})", in -> {
                int n = in.n();
                return in.l().repartition(n);
            }),
            operator("coalesceWithShuffle", "E>E", "{l}.coalesce({n}, true)", in -> {
                int n = in.n();
                return in.l().coalesce(n, true);
            }),
            operator("sortBy", "E>E", "{l}.sortBy(x -> Fn.digest(x), {v} % 2 == 0, {n})", in -> {
                int v = in.v();
                int n = in.n();
                return in.l().sortBy(x -> Fn.digest(x), v % 2 == 0, n);
            }),
            operator("sortByText", "E>E", "{l}.sortBy(x -> Show.text(x), {v} % 2 == 0, {n})", in -> {
                int v = in.v();
                int n = in.n();
                return in.l().sortBy(x -> Show.text(x), v % 2 == 0, n);
            }),
            operator("groupBy", "E>P", "Tell.grouped({l}.groupBy(x -> Fn.key({v}, x)))", in -> {
                int v = in.v();
                return Tell.grouped(in.l().groupBy(x -> Fn.key(v, x)));
            }),
            operator("groupByInto", "E>P", "Tell.grouped({l}.groupBy(x -> Fn.key({v}, x), {n}))", in -> {
                int v = in.v();
                int n = in.n();
                return Tell.grouped(in.l().groupBy(x -> Fn.key(v, x), n));
            }),
            operator(
                    "intersection",
                    "EE>E",
                    "{l}.intersection({r})",
                    in -> in.l().intersection(in.l2())),
            operator("subtract", "EE>E", "{l}.subtract({r})", in -> in.l().subtract(in.l2())),
            operator("subtractInto", "EE>E", "{l}.subtract({r}, {n})", in -> {
                int n = in.n();
                return in.l().subtract(in.l2(), n);
            }),
            operator("subtractBy", "EE>E", "{l}.subtract({r}, new Fn.Modulo({n}))", in -> {
                int n = in.n();
                return in.l().subtract(in.l2(), new Fn.Modulo(n));
            }));

    /** What is kept, and how it is called. */
    static final List<Operator> KEPT = List.of(
            operator("cache", "E>E", "{l}.cache()", in -> in.l().cache()),
            operator("persist", "E>E", "{l}.persist(Tell.level({v}))", in -> {
                int v = in.v();
                return in.l().persist(Tell.level(v));
            }),
            operator("unpersist", "E>E", "{l}.unpersist()", in -> in.l().unpersist()),
            operator("unpersistBlocking", "E>E", "{l}.unpersist({v} % 2 == 0)", in -> {
                int v = in.v();
                return in.l().unpersist(v % 2 == 0);
            }),
            operator("setName", "E>E", "{l}.setName(\"name \" + {v})", in -> {
                int v = in.v();
                return in.l().setName("name " + v);
            }),
            operator("checkpoint", "E>E", "Tell.checkpointed({sc}, {dir}, {l})", in -> {
                return Tell.checkpointed(in.sc(), in.dir(), in.l());
            }),
            operator("localCheckpoint", "E>E", "Tell.localCheckpointed({l})", in -> Tell.localCheckpointed(in.l())));

    private ElementOps() {}
}
