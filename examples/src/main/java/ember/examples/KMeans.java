// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Groups books by style: {@code KMeans [FILE [K]]}.
 *
 * <p>Each line of the input is {@code book chapter:verse TAB text}. A book is a point: how often, per thousand words,
 * it uses each of a few common words that say little about its subject. K-means moves K centres until each lies in the
 * middle of the points nearest to it.
 */
public final class KMeans {
    private static final List<String> COMMON =
            List.of("and", "the", "of", "that", "in", "for", "not", "but", "shall", "unto", "which", "ye", "if");
    private static final int MAX_ROUNDS = 50;

    private KMeans() {}

    /** Runs the program. */
    public static void main(String[] args) {
        int k = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        SparkConf conf = new SparkConf().setAppName("KMeans").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaPairRDD<String, double[]> points = spark.textFile(Input.pathOr(args, "kjv.txt"))
                    .mapToPair(KMeans::countCommonWords)
                    .reduceByKey(KMeans::add)
                    .mapValues(KMeans::perThousandWords)
                    .sortByKey(true, 2)
                    .cache();
            List<double[]> centres = cluster(spark, points, k);
            print(points, centres);
        }
    }

    private static List<double[]> cluster(JavaSparkContext spark, JavaPairRDD<String, double[]> points, int k) {
        List<double[]> centres = new ArrayList<>(points.values().take(k));
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            // The centres go to every task of the round: a broadcast ships them once.
            Broadcast<List<double[]>> current = spark.broadcast(centres);
            Map<Integer, Tuple2<double[], Integer>> sums = points.values()
                    .mapToPair(point -> new Tuple2<>(nearest(point, current.value()), new Tuple2<>(point, 1)))
                    .reduceByKey((a, b) -> new Tuple2<>(add(a._1(), b._1()), a._2() + b._2()))
                    .collectAsMap();
            List<double[]> moved = new ArrayList<>(centres);
            double distance = 0;
            for (Map.Entry<Integer, Tuple2<double[], Integer>> sum : sums.entrySet()) {
                double[] middle =
                        scale(sum.getValue()._1(), 1.0 / sum.getValue()._2());
                distance += squaredDistance(middle, centres.get(sum.getKey()));
                moved.set(sum.getKey(), middle);
            }
            centres = moved;
            current.destroy();
            if (distance < 1e-9) {
                System.out.println("settled after " + round + " rounds");
                break;
            }
        }
        return centres;
    }

    private static void print(JavaPairRDD<String, double[]> points, List<double[]> centres) {
        List<Tuple2<Integer, Iterable<String>>> clusters = points.mapToPair(
                        point -> new Tuple2<>(nearest(point._2(), centres), point._1()))
                .groupByKey()
                .sortByKey(true, 1)
                .collect();
        for (Tuple2<Integer, Iterable<String>> cluster : clusters) {
            List<String> books = new ArrayList<>();
            cluster._2().forEach(books::add);
            books.sort(null);
            System.out.println(cluster._1() + ": " + books);
        }
    }

    /** How often a line has each common word, and, in the last place, how many words it has. */
    private static Tuple2<String, double[]> countCommonWords(String line) {
        int tab = Math.max(0, line.indexOf('\t'));
        int chapter = Math.max(0, line.lastIndexOf(' ', tab));
        double[] counts = new double[COMMON.size() + 1];
        for (String word : Words.of(line.substring(tab))) {
            counts[COMMON.size()]++;
            int place = COMMON.indexOf(word);
            if (place >= 0) {
                counts[place]++;
            }
        }
        return new Tuple2<>(line.substring(0, chapter), counts);
    }

    private static double[] perThousandWords(double[] counts) {
        double[] point = new double[COMMON.size()];
        for (int i = 0; i < point.length; i++) {
            point[i] = 1000 * counts[i] / Math.max(1, counts[COMMON.size()]);
        }
        return point;
    }

    private static int nearest(double[] point, List<double[]> centres) {
        int nearest = 0;
        for (int i = 1; i < centres.size(); i++) {
            if (squaredDistance(point, centres.get(i)) < squaredDistance(point, centres.get(nearest))) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    private static double[] scale(double[] a, double factor) {
        double[] scaled = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            scaled[i] = a[i] * factor;
        }
        return scaled;
    }
}
