// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * All pairs of nodes with a path between them: {@code TransitiveClosure [EDGES]}.
 *
 * <p>Each line of the input is an edge, {@code from to}. On the bundled graph the result says everything a Debian
 * package needs, directly or not. Paths grow by one edge per round until a round finds none that is new.
 */
public final class TransitiveClosure {
    private static final int PARTITIONS = 4;
    private static final int SHOWN = 5;

    private TransitiveClosure() {}

    /** Runs the program. */
    public static void main(String[] args) {
        SparkConf conf = new SparkConf().setAppName("TransitiveClosure").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaPairRDD<String, String> edges = spark.textFile(Input.pathOr(args, "debian-depends.txt"))
                    .mapToPair(line -> new Tuple2<>(line.split(" ")[0], line.split(" ")[1]))
                    .distinct(PARTITIONS)
                    .cache();
            // An edge (b, c) extends a path (a, b): both are keyed by b for the join.
            JavaPairRDD<String, String> paths = edges;
            long before;
            long found = paths.count();
            do {
                before = found;
                JavaPairRDD<String, String> longer = paths.mapToPair(Tuple2::swap)
                        .join(edges, PARTITIONS)
                        .mapToPair(
                                step -> new Tuple2<>(step._2()._1(), step._2()._2()));
                paths = paths.union(longer).distinct(PARTITIONS).cache();
                found = paths.count();
                System.out.println(found + " paths");
            } while (found > before);

            List<Tuple2<Integer, String>> needy = paths.mapToPair(path -> new Tuple2<>(path._1(), 1))
                    .reduceByKey(Integer::sum)
                    .sortByKey(true, 1)
                    .mapToPair(Tuple2::swap)
                    .sortByKey(false, 1)
                    .take(SHOWN);
            for (Tuple2<Integer, String> node : needy) {
                System.out.println(node._2() + " reaches " + node._1());
            }
        }
    }
}
