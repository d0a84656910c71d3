// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Ten rounds of Lloyd's k-means with ten centres over points of ten coordinates, which are kept in memory. */
final class KMeansRounds {
    private static final int DIMENSIONS = 10;
    private static final int CENTRES = 10;
    private static final int ROUNDS = 10;
    private static final double UNIT = 1L << 40;

    private KMeansRounds() {}

    private static double[] point(long number) {
        double[] point = new double[DIMENSIONS];
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            point[dimension] = (Data.mix(number * DIMENSIONS + dimension) >>> 23) / UNIT;
        }
        return point;
    }

    private static double[][] firstCentres() {
        return IntStream.range(0, CENTRES).mapToObj(KMeansRounds::point).toArray(double[][]::new);
    }

    private static int nearest(double[] point, double[][] centres) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int centre = 0; centre < CENTRES; centre++) {
            double distance = 0;
            for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
                double difference = point[dimension] - centres[centre][dimension];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = centre;
            }
        }
        return nearest;
    }

    private static double[] plus(double[] left, double[] right) {
        double[] sum = new double[left.length];
        for (int dimension = 0; dimension < left.length; dimension++) {
            sum[dimension] = left[dimension] + right[dimension];
        }
        return sum;
    }

    private static double[][] moved(double[][] centres, Map<Integer, Tuple2<double[], Long>> sums) {
        double[][] moved = centres.clone();
        sums.forEach((centre, sum) -> {
            double[] mean = sum._1().clone();
            for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
                mean[dimension] /= sum._2();
            }
            moved[centre] = mean;
        });
        return moved;
    }

    private static Tuple2<double[], Long> merged(Tuple2<double[], Long> left, Tuple2<double[], Long> right) {
        return new Tuple2<>(plus(left._1(), right._1()), left._2() + right._2());
    }

    private static long checksum(double[][] centres) {
        double sum = 0;
        for (double[] centre : centres) {
            for (double coordinate : centre) {
                sum += coordinate;
            }
        }
        return Narrow.rounded(sum);
    }

    static long rdd(JavaSparkContext sc, long records) {
        JavaRDD<double[]> points =
                Data.records(sc, records, number -> point(number)).cache();
        double[][] centres = firstCentres();
        for (int round = 0; round < ROUNDS; round++) {
            double[][] now = centres;
            centres = moved(
                    now,
                    points.mapToPair(point -> new Tuple2<>(nearest(point, now), new Tuple2<>(point, 1L)))
                            .reduceByKey(KMeansRounds::merged)
                            .collectAsMap());
        }
        points.unpersist(true);
        return checksum(centres);
    }

    static long plain(long records) {
        List<double[]> points = new ArrayList<>();
        for (long number = 0; number < records; number++) {
            points.add(point(number));
        }
        double[][] centres = firstCentres();
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, Tuple2<double[], Long>> sums = new HashMap<>();
            for (double[] point : points) {
                sums.merge(nearest(point, centres), new Tuple2<>(point, 1L), KMeansRounds::merged);
            }
            centres = moved(centres, sums);
        }
        return checksum(centres);
    }

    static long streams(long records) {
        List<double[]> points = LongStream.range(0, records)
                .parallel()
                .mapToObj(KMeansRounds::point)
                .toList();
        double[][] centres = firstCentres();
        for (int round = 0; round < ROUNDS; round++) {
            double[][] now = centres;
            Map<Integer, Tuple2<double[], Long>> sums = points.parallelStream()
                    .collect(
                            HashMap::new,
                            (map, point) ->
                                    map.merge(nearest(point, now), new Tuple2<>(point, 1L), KMeansRounds::merged),
                            (left, right) ->
                                    right.forEach((centre, sum) -> left.merge(centre, sum, KMeansRounds::merged)));
            centres = moved(now, sums);
        }
        return checksum(centres);
    }

    static long tuned(long records) {
        double[][] points =
                LongStream.range(0, records).mapToObj(KMeansRounds::point).toArray(double[][]::new);
        double[][] centres = firstCentres();
        for (int round = 0; round < ROUNDS; round++) {
            double[][] sums = new double[CENTRES][DIMENSIONS];
            long[] counts = new long[CENTRES];
            for (double[] point : points) {
                int nearest = nearest(point, centres);
                counts[nearest]++;
                for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
                    sums[nearest][dimension] += point[dimension];
                }
            }
            for (int centre = 0; centre < CENTRES; centre++) {
                for (int dimension = 0; dimension < DIMENSIONS && counts[centre] > 0; dimension++) {
                    centres[centre][dimension] = sums[centre][dimension] / counts[centre];
                }
            }
        }
        return checksum(centres);
    }
}
