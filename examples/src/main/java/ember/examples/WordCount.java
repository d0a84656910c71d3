// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Counts how often each word occurs: {@code WordCount [FILE [OUT]]}.
 *
 * <p>Prints the most frequent words; with a second argument writes all counts to the directory OUT instead.
 */
public final class WordCount {
    private static final int SHOWN = 20;

    private WordCount() {}

    /** Runs the program. */
    public static void main(String[] args) {
        SparkConf conf = new SparkConf().setAppName("WordCount").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaPairRDD<String, Integer> counts = spark.textFile(Input.pathOr(args, "kjv.txt"))
                    .flatMap(line -> Words.of(line).iterator())
                    .mapToPair(word -> new Tuple2<>(word, 1))
                    .reduceByKey(Integer::sum);
            if (args.length > 1) {
                counts.saveAsTextFile(args[1]);
            } else {
                print(counts.cache());
            }
        }
    }

    private static void print(JavaPairRDD<String, Integer> counts) {
        long total = counts.values().aggregate(0L, Long::sum, Long::sum);
        List<Tuple2<String, Integer>> top = counts.takeOrdered(SHOWN, new MostFrequentFirst());
        for (Tuple2<String, Integer> count : top) {
            System.out.println(count._2() + "\t" + count._1());
        }
        System.out.println(total + " words, " + counts.count() + " different");
    }

    /** Larger counts first, equal counts by word. A comparator travels to the tasks, so it must be serialisable. */
    private static final class MostFrequentFirst implements Comparator<Tuple2<String, Integer>>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Tuple2<String, Integer> left, Tuple2<String, Integer> right) {
            int byCount = Integer.compare(right._2(), left._2());
            return byCount != 0 ? byCount : left._1().compareTo(right._1());
        }
    }
}
