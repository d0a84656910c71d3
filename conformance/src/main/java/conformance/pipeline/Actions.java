// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import static conformance.pipeline.Operator.operator;

import java.util.List;
import org.apache.spark.api.java.*;

/** Steps that tell something. */
final class Actions {
    /** Results. */
    static final List<Operator> RESULTS = List.of(
            operator("collect", "E>", "{l}.collect()", in -> in.l().collect()),
            operator("collectPartitions", "E>", "Show.text({l}.collectPartitions(new int[] {0, {v} % 3}))", in -> {
                int v = in.v();
                return Show.text(in.l().collectPartitions(new int[] {0, v % 3}));
            }),
            operator(
                    "partitions",
                    "E>",
                    "{l}.glom().collect()",
                    in -> in.l().glom().collect()),
            operator("count", "E>", "{l}.count()", in -> in.l().count()),
            operator("first", "E>", "{l}.first()", in -> in.l().first()),
            operator("take", "E>", "{l}.take({n})", in -> {
                int n = in.n();
                return in.l().take(n);
            }),
            operator("takeMany", "E>", "{l}.take({v})", in -> {
                int v = in.v();
                return in.l().take(v);
            }),
            operator("isEmpty", "E>", "{l}.isEmpty()", in -> in.l().isEmpty()),
            operator(
                    "reduce",
                    "E>",
                    "{l}.reduce((x, y) -> Fn.plus(x, y))",
                    in -> in.l().reduce((x, y) -> Fn.plus(x, y))),
            operator(
                    "treeReduce",
                    "E>",
                    "{l}.treeReduce((x, y) -> Fn.plus(x, y))",
                    in -> in.l().treeReduce((x, y) -> Fn.plus(x, y))),
            operator("treeReduceDeep", "E>", "{l}.treeReduce((x, y) -> Fn.plus(x, y), {n})", in -> {
                int n = in.n();
                return in.l().treeReduce((x, y) -> Fn.plus(x, y), n);
            }),
            operator(
                    "fold",
                    "E>",
                    "{l}.fold((Object) 1, (x, y) -> Fn.plus(x, y))",
                    in -> in.l().fold((Object) 1, (x, y) -> Fn.plus(x, y))),
            operator(
                    "aggregate",
                    "E>",
                    "{l}.aggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y))",
                    in -> in.l().aggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y))),
            operator(
                    "treeAggregate",
                    "E>",
                    "{l}.treeAggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y))",
                    in -> in.l().treeAggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y))),
            operator(
                    "treeAggregateDeep",
                    "E>",
                    "{l}.treeAggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y), {n})",
                    in -> {
                        int n = in.n();
                        return in.l().treeAggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y), n);
                    }),
            operator(
                    "treeAggregateOnExecutor",
                    "E>",
                    "{l}.treeAggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y), {n}, true)",
                    in -> {
                        int n = in.n();
                        return in.l()
                                .treeAggregate((Object) 1L, (x, y) -> Fn.plus(x, y), (x, y) -> Fn.plus(x, y), n, true);
                    }),
            operator("countByValue", "E>", "{l}.countByValue()", in -> in.l().countByValue()),
            operator("top", "E>", "{l}.top({n}, new Fn.ByDigest()).stream().map(Fn::digest).toList()", in -> {
                int n = in.n();
                return in.l().top(n, new Fn.ByDigest()).stream().map(Fn::digest).toList();
            }),
            operator(
                    "takeOrdered",
                    "E>",
                    "{l}.takeOrdered({n}, new Fn.ByDigest()).stream().map(Fn::digest).toList()",
                    in -> {
                        int n = in.n();
                        return in.l().takeOrdered(n, new Fn.ByDigest()).stream()
                                .map(Fn::digest)
                                .toList();
                    }),
            operator(
                    "maxOf",
                    "E>",
                    "Fn.digest({l}.max(new Fn.ByDigest()))",
                    in -> Fn.digest(in.l().max(new Fn.ByDigest()))),
            operator(
                    "minOf",
                    "E>",
                    "Fn.digest({l}.min(new Fn.ByDigest()))",
                    in -> Fn.digest(in.l().min(new Fn.ByDigest()))),
            operator("takeSample", "E>", "{l}.takeSample({v} % 2 == 0, {n}, {v})", in -> {
                int v = in.v();
                int n = in.n();
                return in.l().takeSample(v % 2 == 0, n, v);
            }),
            operator(
                    "toLocalIterator",
                    "E>",
                    "{l}.toLocalIterator()",
                    in -> in.l().toLocalIterator()),
            operator("foreach", "E>", "Tell.foreach({sc}, {l})", in -> Tell.foreach(in.sc(), in.l())),
            operator(
                    "foreachPartition",
                    "E>",
                    "Tell.foreachPartition({sc}, {l})",
                    in -> Tell.foreachPartition(in.sc(), in.l())),
            operator(
                    "countApprox",
                    "E>",
                    "{l}.countApprox(60_000, 0.9)",
                    in -> in.l().countApprox(60_000, 0.9)),
            operator(
                    "countByValueApprox",
                    "E>",
                    "{l}.countByValueApprox(60_000, 0.9).getFinalValue()",
                    in -> in.l().countByValueApprox(60_000, 0.9).getFinalValue()),
            operator(
                    "countApproxDistinct",
                    "E>",
                    "Tell.estimated({l}.countApproxDistinct(0.05))",
                    in -> Tell.estimated(in.l().countApproxDistinct(0.05))),
            operator("saveAsTextFile", "E>", "Tell.saved({dir}, path -> {l}.saveAsTextFile(path))", in -> {
                return Tell.saved(in.dir(), path -> in.l().saveAsTextFile(path));
            }));

    /** Results that are waited for. */
    static final List<Operator> LATER = List.of(
            operator(
                    "countAsync",
                    "E>",
                    "{l}.countAsync().get()",
                    in -> in.l().countAsync().get()),
            operator(
                    "collectAsync",
                    "E>",
                    "{l}.collectAsync().get()",
                    in -> in.l().collectAsync().get()),
            operator("takeAsync", "E>", "{l}.takeAsync({n}).get()", in -> {
                int n = in.n();
                return in.l().takeAsync(n).get();
            }),
            operator(
                    "foreachAsync",
                    "E>",
                    "{l}.foreachAsync(x -> Fn.digest(x)).get()",
                    in -> in.l().foreachAsync(x -> Fn.digest(x)).get()),
            operator(
                    "foreachPartitionAsync",
                    "E>",
                    "{l}.foreachPartitionAsync(all -> Fn.turned(all)).get()",
                    in -> in.l().foreachPartitionAsync(all -> Fn.turned(all)).get()));

    /** Results of pairs. */
    static final List<Operator> OF_PAIRS = List.of(
            operator("collectPairs", "P>", "{l}.collect()", in -> in.p().collect()),
            operator("firstPair", "P>", "{l}.first()", in -> in.p().first()),
            operator("takePairs", "P>", "{l}.take({n})", in -> {
                int n = in.n();
                return in.p().take(n);
            }),
            operator("lookup", "P>", "{l}.lookup({v} % 8)", in -> {
                int v = in.v();
                return in.p().lookup(v % 8);
            }),
            operator("countByKey", "P>", "{l}.countByKey()", in -> in.p().countByKey()),
            operator("collectAsMap", "P>", "{l}.collectAsMap()", in -> in.p().collectAsMap()),
            operator(
                    "reduceByKeyLocally",
                    "P>",
                    "{l}.reduceByKeyLocally((x, y) -> Fn.plus(x, y))",
                    in -> in.p().reduceByKeyLocally((x, y) -> Fn.plus(x, y))),
            operator(
                    "countByKeyApprox",
                    "P>",
                    "{l}.countByKeyApprox(60_000, 0.9).getFinalValue()",
                    in -> in.p().countByKeyApprox(60_000, 0.9).getFinalValue()));

    /** What an RDD tells of itself. */
    static final List<Operator> OF = List.of(
            operator(
                    "describe",
                    "E>",
                    "Tell.description({l}, {l}.getStorageLevel())",
                    in -> Tell.description(in.l(), in.l().getStorageLevel())),
            operator(
                    "describePairs",
                    "P>",
                    "Tell.description({l}, {l}.getStorageLevel())",
                    in -> Tell.description(in.p(), in.p().getStorageLevel())),
            operator(
                    "numbersOfPartitions",
                    "E>",
                    "{l}.getNumPartitions()",
                    in -> in.l().getNumPartitions()),
            operator("persistentRdds", "E>", "Tell.persistent({sc})", in -> Tell.persistent(in.sc())));

    private Actions() {}
}
