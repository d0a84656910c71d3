// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Ten rounds of PageRank over a graph with fifteen edges a node, as Spark's example does it. */
final class PageRanks {
    private static final int EDGES_OF_A_NODE = 15;
    private static final int ROUNDS = 10;
    private static final double BASE = 0.15;
    private static final double DAMPING = 0.85;

    private PageRanks() {}

    /** Some nodes have many edges to them, most few. */
    private static int target(long edge, long nodes) {
        return (int) (Math.min(Data.mix(edge), Data.mix(~edge)) % nodes);
    }

    static long rdd(JavaSparkContext sc, long edges) {
        long nodes = edges / EDGES_OF_A_NODE;
        JavaPairRDD<Integer, Iterable<Integer>> links = Data.numbers(sc, edges)
                .mapToPair(edge -> new Tuple2<>((int) (edge % nodes), target(edge, nodes)))
                .groupByKey()
                .cache();
        JavaPairRDD<Integer, Double> ranks = links.mapValues(ignored -> 1.0);
        for (int round = 0; round < ROUNDS; round++) {
            ranks = links.join(ranks)
                    .values()
                    .flatMapToPair(node -> {
                        List<Tuple2<Integer, Double>> shares = new ArrayList<>();
                        int count = 0;
                        for (Integer ignored : node._1()) {
                            count++;
                        }
                        for (Integer to : node._1()) {
                            shares.add(new Tuple2<>(to, node._2() / count));
                        }
                        return shares.iterator();
                    })
                    .reduceByKey(Double::sum)
                    .mapValues(sum -> BASE + sum * DAMPING);
        }
        long result = Narrow.rounded(ranks.values().map(rank -> rank * rank).reduce(Double::sum));
        links.unpersist(true);
        return result;
    }

    static long plain(long edges) {
        long nodes = edges / EDGES_OF_A_NODE;
        Map<Integer, List<Integer>> links = new HashMap<>();
        for (long edge = 0; edge < edges; edge++) {
            links.computeIfAbsent((int) (edge % nodes), node -> new ArrayList<>())
                    .add(target(edge, nodes));
        }
        Map<Integer, Double> ranks = new HashMap<>();
        for (Integer node : links.keySet()) {
            ranks.put(node, 1.0);
        }
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, Double> sums = new HashMap<>();
            for (Map.Entry<Integer, List<Integer>> node : links.entrySet()) {
                Double rank = ranks.get(node.getKey());
                if (rank != null) {
                    for (Integer to : node.getValue()) {
                        sums.merge(to, rank / node.getValue().size(), Double::sum);
                    }
                }
            }
            sums.replaceAll((node, sum) -> BASE + sum * DAMPING);
            ranks = sums;
        }
        double sum = 0;
        for (Double rank : ranks.values()) {
            sum += rank * rank;
        }
        return Narrow.rounded(sum);
    }

    static long tuned(long edges) {
        int nodes = (int) (edges / EDGES_OF_A_NODE);
        int[] targets = new int[(int) edges];
        for (int edge = 0; edge < targets.length; edge++) {
            targets[edge] = target(edge, nodes);
        }
        double[] ranks = new double[nodes];
        Arrays.fill(ranks, 1.0);
        for (int round = 0; round < ROUNDS; round++) {
            double[] sums = new double[nodes];
            for (int edge = 0; edge < targets.length; edge++) {
                sums[targets[edge]] += ranks[edge % nodes] / EDGES_OF_A_NODE;
            }
            for (int node = 0; node < nodes; node++) {
                ranks[node] = sums[node] == 0 ? 0 : BASE + sums[node] * DAMPING;
            }
        }
        return Narrow.rounded(Arrays.stream(ranks).map(rank -> rank * rank).sum());
    }
}
