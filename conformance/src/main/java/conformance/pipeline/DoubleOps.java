// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import static conformance.pipeline.Operator.operator;

import java.util.List;
import org.apache.spark.api.java.*;

/** Steps on numbers. */
final class DoubleOps {
    /** RDDs of RDDs of numbers. */
    static final List<Operator> STEPS = List.of(
            operator("filterDoubles", "D>D", "{l}.filter(x -> Fn.passes({v}, x))", in -> {
                int v = in.v();
                return in.d().filter(x -> Fn.passes(v, x));
            }),
            operator("distinctDoubles", "D>D", "{l}.distinct()", in -> in.d().distinct()),
            operator("distinctDoublesInto", "D>D", "{l}.distinct({n})", in -> {
                int n = in.n();
                return in.d().distinct(n);
            }),
            operator("coalesceDoubles", "D>D", "{l}.coalesce({n})", in -> {
                int n = in.n();
                return in.d().coalesce(n);
            }),
            operator("coalesceDoublesWithShuffle", "D>D", "{l}.coalesce({n}, true)", in -> {
                int n = in.n();
                return in.d().coalesce(n, true);
            }),
            operator("repartitionDoubles", "D>D", "{l}.repartition({n})", in -> {
                int n = in.n();
                return in.d().repartition(n);
            }),
            operator("unionDoubles", "DD>D", "{l}.union({r})", in -> in.d().union(in.d2())),
            operator(
                    "unionOfManyDoubles",
                    "DD>D",
                    "{sc}.union({l}, {r})",
                    in -> in.sc().union(in.d(), in.d2())),
            operator(
                    "intersectionDoubles",
                    "DD>D",
                    "{l}.intersection({r})",
                    in -> in.d().intersection(in.d2())),
            operator(
                    "subtractDoubles", "DD>D", "{l}.subtract({r})", in -> in.d().subtract(in.d2())),
            operator("subtractDoublesInto", "DD>D", "{l}.subtract({r}, {n})", in -> {
                int n = in.n();
                return in.d().subtract(in.d2(), n);
            }),
            operator("subtractDoublesBy", "DD>D", "{l}.subtract({r}, new Fn.Modulo({n}))", in -> {
                int n = in.n();
                return in.d().subtract(in.d2(), new Fn.Modulo(n));
            }),
            operator("sampleDoubles", "D>D", "{l}.sample({v} % 2 == 0, {v} / 60.0, (long) {v})", in -> {
                int v = in.v();
                return in.d().sample(v % 2 == 0, v / 60.0, (long) v);
            }),
            operator("cacheDoubles", "D>D", "{l}.cache()", in -> in.d().cache()),
            operator("persistDoubles", "D>D", "{l}.persist(Tell.level({v}))", in -> {
                int v = in.v();
                return in.d().persist(Tell.level(v));
            }),
            operator("unpersistDoubles", "D>D", "{l}.unpersist()", in -> in.d().unpersist()),
            operator(
                    "setNameDoubles",
                    "D>D",
                    "{l}.setName(\"numbers\")",
                    in -> in.d().setName("numbers")));

    /** Statistics. */
    static final List<Operator> ANSWERS = List.of(
            operator("sum", "D>", "{l}.sum()", in -> in.d().sum()),
            operator("min", "D>", "{l}.min()", in -> in.d().min()),
            operator("max", "D>", "{l}.max()", in -> in.d().max()),
            operator(
                    "mean",
                    "D>",
                    "Tell.rounded({l}.mean())",
                    in -> Tell.rounded(in.d().mean())),
            operator("firstDouble", "D>", "{l}.first()", in -> in.d().first()),
            operator(
                    "stats",
                    "D>",
                    "Tell.rounded({l}.stats())",
                    in -> Tell.rounded(in.d().stats())),
            operator(
                    "variance",
                    "D>",
                    "Tell.rounded({l}.variance())",
                    in -> Tell.rounded(in.d().variance())),
            operator(
                    "popVariance",
                    "D>",
                    "Tell.rounded({l}.popVariance())",
                    in -> Tell.rounded(in.d().popVariance())),
            operator(
                    "stdev",
                    "D>",
                    "Tell.rounded({l}.stdev())",
                    in -> Tell.rounded(in.d().stdev())),
            operator(
                    "popStdev",
                    "D>",
                    "Tell.rounded({l}.popStdev())",
                    in -> Tell.rounded(in.d().popStdev())),
            operator(
                    "sampleVariance",
                    "D>",
                    "Tell.rounded({l}.sampleVariance())",
                    in -> Tell.rounded(in.d().sampleVariance())),
            operator(
                    "sampleStdev",
                    "D>",
                    "Tell.rounded({l}.sampleStdev())",
                    in -> Tell.rounded(in.d().sampleStdev())),
            operator("histogram", "D>", "{l}.histogram({n})", in -> {
                int n = in.n();
                return in.d().histogram(n);
            }),
            operator("histogramOfBuckets", "D>", "{l}.histogram(new double[] {0, 2.5, {v} % 7, 20})", in -> {
                int v = in.v();
                return in.d().histogram(new double[] {0, 2.5, v % 7, 20});
            }),
            operator(
                    "histogramOfEvenBuckets",
                    "D>",
                    "{l}.histogram(new Double[] {0.0, 4.0, 8.0, 12.0}, {v} % 2 == 0)",
                    in -> {
                        int v = in.v();
                        return in.d().histogram(new Double[] {0.0, 4.0, 8.0, 12.0}, v % 2 == 0);
                    }),
            operator(
                    "meanApprox",
                    "D>",
                    "Tell.rounded({l}.meanApprox(60_000, 0.9).getFinalValue())",
                    in -> Tell.rounded(in.d().meanApprox(60_000, 0.9).getFinalValue())),
            operator(
                    "sumApprox",
                    "D>",
                    "Tell.rounded({l}.sumApprox(60_000, 0.9).getFinalValue())",
                    in -> Tell.rounded(in.d().sumApprox(60_000, 0.9).getFinalValue())),
            operator("collectDoubles", "D>", "{l}.collect()", in -> in.d().collect()),
            operator(
                    "describeDoubles",
                    "D>",
                    "Tell.description({l}, {l}.getStorageLevel())",
                    in -> Tell.description(in.d(), in.d().getStorageLevel())));

    private DoubleOps() {}
}
