// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import static conformance.pipeline.Operator.operator;

import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.*;

/** Steps on pairs. */
final class PairOps {
    /** Without a shuffle. */
    static final List<Operator> PLAIN = List.of(
            operator("mapValues", "P>P", "{l}.mapValues(x -> Fn.change({v}, x))", in -> {
                int v = in.v();
                return in.p().mapValues(x -> Fn.change(v, x));
            }),
            operator("flatMapValues", "P>P", "{l}.flatMapValues(x -> Fn.several({v}, x))", in -> {
                int v = in.v();
                return in.p().flatMapValues(x -> Fn.several(v, x));
            }),
            operator("keys", "P>E", "{l}.keys()", in -> in.p().keys()),
            operator("values", "P>E", "{l}.values()", in -> in.p().values()),
            operator("filterPairs", "P>P", "{l}.filter(pair -> Fn.passes({v}, pair._1()))", in -> {
                int v = in.v();
                return in.p().filter(pair -> Fn.passes(v, pair._1()));
            }),
            operator("unionPairs", "PP>P", "{l}.union({r})", in -> in.p().union(in.p2())),
            operator("coalescePairs", "P>P", "{l}.coalesce({n})", in -> {
                int n = in.n();
                return in.p().coalesce(n);
            }),
            operator("samplePairs", "P>P", "{l}.sample({v} % 2 == 0, {v} / 60.0, {v})", in -> {
                int v = in.v();
                return in.p().sample(v % 2 == 0, v / 60.0, v);
            }),
            operator("sampleByKey", "P>P", "{l}.sampleByKey({v} % 3 == 0, Tell.fractions({l}, {v}), {v})", in -> {
                int v = in.v();
                return in.p().sampleByKey(v % 3 == 0, Tell.fractions(in.p(), v), v);
            }),
            operator(
                    "sampleByKeyExact",
                    "P>P",
                    "{l}.sampleByKeyExact({v} % 3 == 0, Tell.fractions({l}, {v}), {v})",
                    in -> {
                        int v = in.v();
                        return in.p().sampleByKeyExact(v % 3 == 0, Tell.fractions(in.p(), v), v);
                    }),
            operator("filterByRange", "P>P", "{l}.filterByRange(new Fn.ByDigest(), {v} % 5, {v})", in -> {
                int v = in.v();
                return in.p().filterByRange(new Fn.ByDigest(), v % 5, v);
            }),
            operator(
                    "wrapRDD",
                    "P>P",
                    "{l}.wrapRDD({l}.rdd())",
                    in -> in.p().wrapRDD(in.p().rdd())),
            operator("cachePairs", "P>P", "{l}.cache()", in -> in.p().cache()),
            operator("persistPairs", "P>P", "{l}.persist(Tell.level({v}))", in -> {
                int v = in.v();
                return in.p().persist(Tell.level(v));
            }),
            operator("unpersistPairs", "P>P", "{l}.unpersist()", in -> in.p().unpersist()),
            operator("setNamePairs", "P>P", "{l}.setName(\"pairs \" + {v})", in -> {
                int v = in.v();
                return in.p().setName("pairs " + v);
            }));

    /** Values of one key together. */
    static final List<Operator> BY_KEY = List.of(
            operator(
                    "reduceByKey",
                    "P>P",
                    "{l}.reduceByKey((x, y) -> Fn.join(x, y))",
                    in -> in.p().reduceByKey((x, y) -> Fn.join(x, y))),
            operator("reduceByKeyInto", "P>P", "{l}.reduceByKey((x, y) -> Fn.join(x, y), {n})", in -> {
                int n = in.n();
                return in.p().reduceByKey((x, y) -> Fn.join(x, y), n);
            }),
            operator("reduceByKeyBy", "P>P", "{l}.reduceByKey(new Fn.Modulo({n}), (x, y) -> Fn.plus(x, y))", in -> {
                int n = in.n();
                return in.p().reduceByKey(new Fn.Modulo(n), (x, y) -> Fn.plus(x, y));
            }),
            operator("foldByKey", "P>P", "{l}.foldByKey({v}, (x, y) -> Fn.join(x, y))", in -> {
                int v = in.v();
                return in.p().foldByKey(v, (x, y) -> Fn.join(x, y));
            }),
            operator("foldByKeyInto", "P>P", "{l}.foldByKey({v}, {n}, (x, y) -> Fn.join(x, y))", in -> {
                int v = in.v();
                int n = in.n();
                return in.p().foldByKey(v, n, (x, y) -> Fn.join(x, y));
            }),
            operator(
                    "foldByKeyBy",
                    "P>P",
                    "{l}.foldByKey({v}, new HashPartitioner({n}), (x, y) -> Fn.plus(x, y))",
                    in -> {
                        int v = in.v();
                        int n = in.n();
                        return in.p().foldByKey(v, new HashPartitioner(n), (x, y) -> Fn.plus(x, y));
                    }),
            operator(
                    "aggregateByKey",
                    "P>P",
                    "{l}.aggregateByKey((Object) \"zero\", (x, y) -> Fn.join(x, y), (x, y) -> Fn.join(x, y))",
                    in -> in.p().aggregateByKey((Object) "zero", (x, y) -> Fn.join(x, y), (x, y) -> Fn.join(x, y))),
            operator(
                    "aggregateByKeyInto",
                    "P>P",
                    "{l}.aggregateByKey((Object) \"zero\", {n}, (x, y) -> Fn.join(x, y), (x, y) -> Fn.join(x, y))",
                    in -> {
                        int n = in.n();
                        return in.p()
                                .aggregateByKey((Object) "zero", n, (x, y) -> Fn.join(x, y), (x, y) -> Fn.join(x, y));
                    }),
            operator(
                    "aggregateByKeyBy",
                    "P>P",
                    "{l}.aggregateByKey((Object) 1L, new Fn.Modulo({n}), (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y))",
                    in -> {
                        int n = in.n();
                        return in.p()
                                .aggregateByKey(
                                        (Object) 1L,
                                        new Fn.Modulo(n),
                                        (x, y) -> Fn.plus(x, y),
                                        (x, y) -> Fn.plus(x, y));
                    }),
            operator(
                    "combineByKey",
                    "P>P",
                    "{l}.combineByKey(x -> (Object) (\"c\" + Show.text(x)), (x, y) -> Fn.join(x, y), (x, y) -> Fn.join(x, y))",
                    in -> in.p()
                            .combineByKey(
                                    x -> (Object) ("c" + Show.text(x)),
                                    (x, y) -> Fn.join(x, y),
                                    (x, y) -> Fn.join(x, y))),
            operator(
                    "combineByKeyInto",
                    "P>P",
                    "{l}.combineByKey(x -> (Object) (\"c\" + Show.text(x)), (x, y) -> Fn.join(x, y), (x, y) -> Fn.join(x, y), {n})",
                    in -> {
                        int n = in.n();
                        return in.p()
                                .combineByKey(
                                        x -> (Object) ("c" + Show.text(x)),
                                        (x, y) -> Fn.join(x, y),
                                        (x, y) -> Fn.join(x, y),
                                        n);
                    }),
            operator(
                    "combineByKeyBy",
                    "P>P",
                    "{l}.combineByKey(x -> (Object) (\"c\" + Show.text(x)), (x, y) -> Fn.join(x, y), (x, y) -> Fn.join(x, y), new Fn.Modulo({n}), {v} % 2 == 0, null)",
                    in -> {
                        int v = in.v();
                        int n = in.n();
                        return in.p()
                                .combineByKey(
                                        x -> (Object) ("c" + Show.text(x)),
                                        (x, y) -> Fn.join(x, y),
                                        (x, y) -> Fn.join(x, y),
                                        new Fn.Modulo(n),
                                        v % 2 == 0,
                                        null);
                    }),
            operator(
                    "groupByKey",
                    "P>P",
                    "Tell.grouped({l}.groupByKey())",
                    in -> Tell.grouped(in.p().groupByKey())),
            operator("groupByKeyInto", "P>P", "Tell.grouped({l}.groupByKey({n}))", in -> {
                int n = in.n();
                return Tell.grouped(in.p().groupByKey(n));
            }),
            operator("groupByKeyBy", "P>P", "Tell.grouped({l}.groupByKey(new HashPartitioner({n})))", in -> {
                int n = in.n();
                return Tell.grouped(in.p().groupByKey(new HashPartitioner(n)));
            }),
            operator("partitionBy", "P>P", "{l}.partitionBy(new HashPartitioner({n}))", in -> {
                int n = in.n();
                return in.p().partitionBy(new HashPartitioner(n));
            }),
            operator("partitionByOther", "P>P", "{l}.partitionBy(new Fn.Modulo({n}))", in -> {
                int n = in.n();
                return in.p().partitionBy(new Fn.Modulo(n));
            }),
            operator("repartitionPairs", "P>P", "{l}.repartition({n})", in -> {
                int n = in.n();
                return in.p().repartition(n);
            }),
            operator("coalescePairsWithShuffle", "P>P", "{l}.coalesce({n}, true)", in -> {
                int n = in.n();
                return in.p().coalesce(n, true);
            }),
            operator("distinctPairs", "P>P", "{l}.distinct()", in -> in.p().distinct()),
            operator("distinctPairsInto", "P>P", "{l}.distinct({n})", in -> {
                int n = in.n();
                return in.p().distinct(n);
            }));

    /** By key, in order. */
    static final List<Operator> SORTED = List.of(
            operator("sortByKey", "P>P", "{l}.sortByKey()", in -> in.p().sortByKey()),
            operator("sortByKeyDescending", "P>P", "{l}.sortByKey({v} % 2 == 0)", in -> {
                int v = in.v();
                return in.p().sortByKey(v % 2 == 0);
            }),
            operator("sortByKeyInto", "P>P", "{l}.sortByKey({v} % 2 == 0, {n})", in -> {
                int v = in.v();
                int n = in.n();
                return in.p().sortByKey(v % 2 == 0, n);
            }),
            operator(
                    "sortByKeyComparing",
                    "P>P",
                    "{l}.sortByKey(new Fn.ByDigest())",
                    in -> in.p().sortByKey(new Fn.ByDigest())),
            operator("sortByKeyComparingDown", "P>P", "{l}.sortByKey(new Fn.ByDigest(), {v} % 2 == 0)", in -> {
                int v = in.v();
                return in.p().sortByKey(new Fn.ByDigest(), v % 2 == 0);
            }),
            operator("sortByKeyComparingInto", "P>P", "{l}.sortByKey(new Fn.ByDigest(), {v} % 2 == 0, {n})", in -> {
                int v = in.v();
                int n = in.n();
                return in.p().sortByKey(new Fn.ByDigest(), v % 2 == 0, n);
            }),
            operator(
                    "repartitionAndSort",
                    "P>P",
                    "{l}.repartitionAndSortWithinPartitions(new HashPartitioner({n}), new Fn.ByDigest())",
                    in -> {
                        int n = in.n();
                        return in.p().repartitionAndSortWithinPartitions(new HashPartitioner(n), new Fn.ByDigest());
                    }),
            operator(
                    "repartitionAndSortNaturally",
                    "P>P",
                    "{l}.repartitionAndSortWithinPartitions(new HashPartitioner({n}))",
                    in -> {
                        int n = in.n();
                        return in.p().repartitionAndSortWithinPartitions(new HashPartitioner(n));
                    }));

    private PairOps() {}
}
