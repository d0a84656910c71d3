// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Ranks the nodes of a graph by the links that point to them: {@code PageRank [EDGES [ITERATIONS]]}.
 *
 * <p>Each line of the input is an edge, {@code from to}. The bundled graph says which Debian package depends on which,
 * so the highest ranks go to the packages that much else is built upon.
 */
public final class PageRank {
    private static final double DAMPING = 0.85;
    private static final int SHOWN = 10;

    private PageRank() {}

    /** Runs the program. */
    public static void main(String[] args) {
        int iterations = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        SparkConf conf = new SparkConf().setAppName("PageRank").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            // Read in every iteration, hence cached. Grouped by node, so that the joins below need not move it again.
            JavaPairRDD<String, Iterable<String>> links = spark.textFile(Input.pathOr(args, "debian-depends.txt"))
                    .mapToPair(PageRank::edge)
                    .distinct()
                    .groupByKey()
                    .cache();
            JavaPairRDD<String, Double> ranks = links.mapValues(targets -> 1.0);
            for (int i = 0; i < iterations; i++) {
                ranks = links.join(ranks)
                        .flatMapToPair(node -> contributions(
                                        node._1(), node._2()._1(), node._2()._2())
                                .iterator())
                        .reduceByKey(Double::sum)
                        .mapValues(sum -> 1 - DAMPING + DAMPING * sum);
            }
            List<Tuple2<Double, String>> best =
                    ranks.mapToPair(Tuple2::swap).sortByKey(false, 1).take(SHOWN);
            for (Tuple2<Double, String> node : best) {
                System.out.println(String.format(Locale.ROOT, "%8.3f  %s", node._1(), node._2()));
            }
        }
    }

    private static Tuple2<String, String> edge(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not an edge \"from to\": " + line);
        }
        return new Tuple2<>(line.substring(0, space), line.substring(space + 1));
    }

    /** A node gives each of its targets an equal share of its rank, and itself nothing: so it stays in the ranking. */
    private static List<Tuple2<String, Double>> contributions(String node, Iterable<String> targets, double rank) {
        List<String> receivers = new ArrayList<>();
        targets.forEach(receivers::add);
        List<Tuple2<String, Double>> shares = new ArrayList<>();
        shares.add(new Tuple2<>(node, 0.0));
        for (String receiver : receivers) {
            shares.add(new Tuple2<>(receiver, rank / receivers.size()));
        }
        return shares;
    }
}
