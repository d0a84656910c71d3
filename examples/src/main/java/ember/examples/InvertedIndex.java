// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Builds the list of places of each word and searches it: {@code InvertedIndex [FILE [WORD...]]}.
 *
 * <p>Each line of the input is {@code place TAB text}. Prints in how many places each word asked for occurs, and the
 * places that have them all.
 */
public final class InvertedIndex {
    private InvertedIndex() {}

    /** Runs the program. */
    public static void main(String[] args) {
        List<String> query = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("lion", "ox");
        SparkConf conf = new SparkConf().setAppName("InvertedIndex").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaPairRDD<String, List<String>> index = spark.textFile(Input.pathOr(args, "kjv.txt"))
                    .zipWithIndex()
                    .flatMapToPair(InvertedIndex::occurrences)
                    .groupByKey()
                    .mapValues(InvertedIndex::inOrder)
                    .cache();
            System.out.println(index.count() + " words in the index");
            search(index, query);
        }
    }

    /** The words of a line, each with the line's number and place. A word is listed once, however often it occurs. */
    private static Iterator<Tuple2<String, Tuple2<Long, String>>> occurrences(Tuple2<String, Long> numberedLine) {
        String line = numberedLine._1();
        int tab = line.indexOf('\t');
        String place = tab < 0 ? "line " + (numberedLine._2() + 1) : line.substring(0, tab);
        List<Tuple2<String, Tuple2<Long, String>>> occurrences = new ArrayList<>();
        for (String word : new LinkedHashSet<>(Words.of(line.substring(tab + 1)))) {
            occurrences.add(new Tuple2<>(word, new Tuple2<>(numberedLine._2(), place)));
        }
        return occurrences.iterator();
    }

    /** The places in the order of the text: the shuffle promises none. */
    private static List<String> inOrder(Iterable<Tuple2<Long, String>> occurrences) {
        List<Tuple2<Long, String>> sorted = new ArrayList<>();
        occurrences.forEach(sorted::add);
        sorted.sort(Comparator.comparing(Tuple2::_1));
        List<String> places = new ArrayList<>();
        for (Tuple2<Long, String> occurrence : sorted) {
            places.add(occurrence._2());
        }
        return places;
    }

    private static void search(JavaPairRDD<String, List<String>> index, List<String> query) {
        Set<String> common = new LinkedHashSet<>();
        for (int i = 0; i < query.size(); i++) {
            String word = query.get(i).toLowerCase(Locale.ROOT);
            // lookup knows from the partitioner where the word would be, and runs one task.
            List<List<String>> found = index.lookup(word);
            List<String> places = found.isEmpty() ? List.of() : found.get(0);
            System.out.println(word + ": " + places.size() + " places");
            if (i == 0) {
                common.addAll(places);
            } else {
                common.retainAll(places);
            }
        }
        System.out.println("all of them: " + common);
    }
}
