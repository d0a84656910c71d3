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
            operator(
                    "parallelize",
                    ">E",
                    "{sc}.parallelize(Fn.data({k}, {c}, {v}), {n})",
                    in -> in.sc().parallelize(in.data(), in.n())),
            operator(
                    "parallelizeDefault",
                    ">E",
                    "{sc}.parallelize(Fn.data({k}, {c}, {v}))",
                    in -> in.sc().parallelize(in.data())),
            operator(
                    "parallelizePairs",
                    ">P",
                    "{sc}.parallelizePairs(Tell.pairs(Fn.data({k}, {c}, {v})), {n})",
                    in -> in.sc().parallelizePairs(Tell.pairs(in.data()), in.n())),
            operator(
                    "parallelizeDoubles",
                    ">D",
                    "{sc}.parallelizeDoubles(Tell.numbers(Fn.data({k}, {c}, {v})), {n})",
                    in -> in.sc().parallelizeDoubles(Tell.numbers(in.data()), in.n())),
            operator("emptyRDD", ">E", "{sc}.<Object>emptyRDD()", in -> in.sc().<Object>emptyRDD()),
            operator(
                    "textFile",
                    ">E",
                    "{sc}.textFile(InputFiles.text({dir}, {k}, {c}, {v}), {n}).map(line -> (Object) line)",
                    in -> in.sc()
                            .textFile(InputFiles.text(in.dir(), in.kind(), in.count(), in.v()), in.n())
                            .map(line -> (Object) line)),
            operator(
                    "textFileDefault",
                    ">E",
                    "{sc}.textFile(InputFiles.text({dir}, {k}, {c}, {v})).map(line -> (Object) line)",
                    in -> in.sc()
                            .textFile(InputFiles.text(in.dir(), in.kind(), in.count(), in.v()))
                            .map(line -> (Object) line)),
            operator(
                    "wholeTextFiles",
                    ">P",
                    "{sc}.wholeTextFiles(InputFiles.folder({dir}, {k}, {c}, {v}), {n}).mapToPair(file -> new Tuple2<>((Object) file._1().replaceAll(\".*/\", \"\"), file._2()))",
                    in -> in.sc()
                            .wholeTextFiles(InputFiles.folder(in.dir(), in.kind(), in.count(), in.v()), in.n())
                            .mapToPair(file -> new Tuple2<>((Object) file._1().replaceAll(".*/", ""), file._2()))),
            operator(
                    "textFileOfGzip",
                    ">E",
                    "{sc}.textFile(InputFiles.gzip({dir}, {k}, {c}, {v}), {n}).map(line -> (Object) line)",
                    in -> in.sc()
                            .textFile(InputFiles.gzip(in.dir(), in.kind(), in.count(), in.v()), in.n())
                            .map(line -> (Object) line)),
            operator(
                    "binaryFiles",
                    ">P",
                    "{sc}.binaryFiles(InputFiles.folder({dir}, {k}, {c}, {v}), {n}).mapToPair(file -> InputFiles.named(file))",
                    in -> in.sc()
                            .binaryFiles(InputFiles.folder(in.dir(), in.kind(), in.count(), in.v()), in.n())
                            .mapToPair(file -> InputFiles.named(file))),
            operator(
                    "binaryRecords",
                    ">E",
                    "{sc}.binaryRecords(InputFiles.numbers({dir}, {k}, {c}, {v}), 4).map(bytes -> InputFiles.number(bytes))",
                    in -> in.sc()
                            .binaryRecords(InputFiles.numbers(in.dir(), in.kind(), in.count(), in.v()), 4)
                            .map(bytes -> InputFiles.number(bytes))));

    private Sources() {}
}
