// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import static conformance.pipeline.Operator.operator;

import java.util.List;
import org.apache.spark.api.java.*;
import scala.Tuple2;

/** Steps that make the first RDDs. */
final class Sources {
    /** Steps that make an RDD of nothing. */
    static final List<Operator> SOURCES = List.of(
            operator("parallelize", ">E", "{sc}.parallelize(Fn.data({k}, {c}, {v}), {n})", in -> {
                int v = in.v();
                int n = in.n();
                int c = in.count();
                int k = in.kind();
                return in.sc().parallelize(Fn.data(k, c, v), n);
            }),
            operator("parallelizeDefault", ">E", "{sc}.parallelize(Fn.data({k}, {c}, {v}))", in -> {
                int v = in.v();
                int c = in.count();
                int k = in.kind();
                return in.sc().parallelize(Fn.data(k, c, v));
            }),
            operator("parallelizePairs", ">P", "{sc}.parallelizePairs(Tell.pairs(Fn.data({k}, {c}, {v})), {n})", in -> {
                int v = in.v();
                int n = in.n();
                int c = in.count();
                int k = in.kind();
                return in.sc().parallelizePairs(Tell.pairs(Fn.data(k, c, v)), n);
            }),
            operator(
                    "parallelizeDoubles",
                    ">D",
                    "{sc}.parallelizeDoubles(Tell.numbers(Fn.data({k}, {c}, {v})), {n})",
                    in -> {
                        int v = in.v();
                        int n = in.n();
                        int c = in.count();
                        int k = in.kind();
                        return in.sc().parallelizeDoubles(Tell.numbers(Fn.data(k, c, v)), n);
                    }),
            operator("emptyRDD", ">E", "{sc}.<Object>emptyRDD()", in -> in.sc().<Object>emptyRDD()),
            operator(
                    "textFile",
                    ">E",
                    "{sc}.textFile(InputFiles.text({dir}, {k}, {c}, {v}), {n}).map(line -> (Object) line)",
                    in -> {
                        int v = in.v();
                        int n = in.n();
                        int c = in.count();
                        int k = in.kind();
                        return in.sc()
                                .textFile(InputFiles.text(in.dir(), k, c, v), n)
                                .map(line -> (Object) line);
                    }),
            operator(
                    "textFileDefault",
                    ">E",
                    "{sc}.textFile(InputFiles.text({dir}, {k}, {c}, {v})).map(line -> (Object) line)",
                    in -> {
                        int v = in.v();
                        int c = in.count();
                        int k = in.kind();
                        return in.sc()
                                .textFile(InputFiles.text(in.dir(), k, c, v))
                                .map(line -> (Object) line);
                    }),
            operator(
                    "wholeTextFiles",
                    ">P",
                    "{sc}.wholeTextFiles(InputFiles.folder({dir}, {k}, {c}, {v}), {n}).mapToPair(file -> new Tuple2<>((Object) file._1().replaceAll(\".*/\", \"\"), file._2()))",
                    in -> {
                        int v = in.v();
                        int n = in.n();
                        int c = in.count();
                        int k = in.kind();
                        return in.sc()
                                .wholeTextFiles(InputFiles.folder(in.dir(), k, c, v), n)
                                .mapToPair(
                                        file -> new Tuple2<>((Object) file._1().replaceAll(".*/", ""), file._2()));
                    }),
            operator(
                    "textFileOfGzip",
                    ">E",
                    "{sc}.textFile(InputFiles.gzip({dir}, {k}, {c}, {v}), {n}).map(line -> (Object) line)",
                    in -> {
                        int v = in.v();
                        int n = in.n();
                        int c = in.count();
                        int k = in.kind();
                        return in.sc()
                                .textFile(InputFiles.gzip(in.dir(), k, c, v), n)
                                .map(line -> (Object) line);
                    }),
            operator(
                    "binaryFiles",
                    ">P",
                    "{sc}.binaryFiles(InputFiles.folder({dir}, {k}, {c}, {v}), {n}).mapToPair(file -> InputFiles.named(file))",
                    in -> {
                        int v = in.v();
                        int n = in.n();
                        int c = in.count();
                        int k = in.kind();
                        return in.sc()
                                .binaryFiles(InputFiles.folder(in.dir(), k, c, v), n)
                                .mapToPair(file -> InputFiles.named(file));
                    }),
            operator(
                    "binaryRecords",
                    ">E",
                    "{sc}.binaryRecords(InputFiles.numbers({dir}, {k}, {c}, {v}), 4).map(bytes -> InputFiles.number(bytes))",
                    in -> {
                        int v = in.v();
                        int c = in.count();
                        int k = in.kind();
                        return in.sc()
                                .binaryRecords(InputFiles.numbers(in.dir(), k, c, v), 4)
                                .map(bytes -> InputFiles.number(bytes));
                    }));

    private Sources() {}
}
