// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * The most frequent long words of each book: {@code TopN [FILE [N]]}.
 *
 * <p>Each line of the input is {@code book chapter:verse TAB text}. The best N of a book are kept in a list that never
 * grows beyond N: a group of any size fits, where {@code groupByKey} would hold all of it at once.
 */
public final class TopN {
    private static final int SHORTEST_WORD = 6;

    private TopN() {}

    /** Runs the program. */
    public static void main(String[] args) {
        int n = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        SparkConf conf = new SparkConf().setAppName("TopN").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaPairRDD<String, Tuple2<String, Integer>> counts = spark.textFile(Input.pathOr(args, "kjv.txt"))
                    .flatMapToPair(TopN::longWords)
                    .reduceByKey(Integer::sum)
                    .mapToPair(count -> new Tuple2<>(
                            count._1()._1(), new Tuple2<>(count._1()._2(), count._2())));
            List<Tuple2<String, Integer>> none = new ArrayList<>();
            List<Tuple2<String, List<Tuple2<String, Integer>>>> best = counts.aggregateByKey(
                            none, (top, word) -> insert(top, word, n), (top, others) -> merge(top, others, n))
                    .sortByKey(true, 1)
                    .collect();
            for (Tuple2<String, List<Tuple2<String, Integer>>> book : best) {
                System.out.println(book._1() + "\t" + book._2());
            }
        }
    }

    private static Iterator<Tuple2<Tuple2<String, String>, Integer>> longWords(String line) {
        int tab = Math.max(0, line.indexOf('\t'));
        int chapter = Math.max(0, line.lastIndexOf(' ', tab));
        List<Tuple2<Tuple2<String, String>, Integer>> words = new ArrayList<>();
        for (String word : Words.of(line.substring(tab))) {
            if (word.length() >= SHORTEST_WORD) {
                words.add(new Tuple2<>(new Tuple2<>(line.substring(0, chapter), word), 1));
            }
        }
        return words.iterator();
    }

    /** Puts a word in its place and drops what is then beyond the first n. Changes and returns {@code top}. */
    private static List<Tuple2<String, Integer>> insert(
            List<Tuple2<String, Integer>> top, Tuple2<String, Integer> word, int n) {
        top.add(word);
        top.sort(Comparator.comparing((Tuple2<String, Integer> entry) -> -entry._2())
                .thenComparing(entry -> entry._1()));
        if (top.size() > n) {
            top.remove(n);
        }
        return top;
    }

    private static List<Tuple2<String, Integer>> merge(
            List<Tuple2<String, Integer>> top, List<Tuple2<String, Integer>> others, int n) {
        for (Tuple2<String, Integer> other : others) {
            insert(top, other, n);
        }
        return top;
    }
}
