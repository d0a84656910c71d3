// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * The history of each package in the order of time: {@code SecondarySort [LOG [PACKAGES_SHOWN]]}.
 *
 * <p>Grouping by package and sorting each group would need all entries of a package in memory. Instead the shuffle
 * sorts: the key is (package, moment), the partitioner looks at the package only, and a task then walks over its
 * sorted entries once.
 */
public final class SecondarySort {
    private static final int PARTITIONS = 4;

    private SecondarySort() {}

    /** Runs the program. */
    public static void main(String[] args) {
        int shown = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        SparkConf conf = new SparkConf().setAppName("SecondarySort").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaPairRDD<Tuple2<String, String>, String> states = spark.textFile(Input.pathOr(args, "dpkg.log"))
                    .zipWithIndex()
                    .flatMapToPair(SecondarySort::keyed);
            List<String> histories = states.repartitionAndSortWithinPartitions(new ByPackage(), new PackageThenMoment())
                    .mapPartitions(SecondarySort::histories)
                    .sortBy(history -> history, true, 1)
                    .collect();
            for (int i = 0; i < Math.min(shown, histories.size()); i++) {
                System.out.println(histories.get(i));
            }
            System.out.println(histories.size() + " packages");
        }
    }

    /** A line that reports a new state of a package, as ((package, moment), state). */
    private static Iterator<Tuple2<Tuple2<String, String>, String>> keyed(Tuple2<String, Long> numberedLine) {
        // Several lines may share a second: the line number, with leading zeros, decides between them.
        String number = Long.toString(1_000_000_000L + numberedLine._2());
        return LogLine.parse(numberedLine._1())
                .filter(line -> line.action().equals("status"))
                .map(line -> new Tuple2<>(
                        new Tuple2<>(line.name(), line.day() + " " + line.time() + " " + number), line.detail()))
                .stream()
                .iterator();
    }

    /** Turns the sorted entries of a partition into one line per package, holding one package at a time. */
    private static Iterator<String> histories(Iterator<Tuple2<Tuple2<String, String>, String>> entries) {
        List<String> histories = new ArrayList<>();
        StringBuilder history = new StringBuilder();
        String current = "";
        while (entries.hasNext()) {
            Tuple2<Tuple2<String, String>, String> entry = entries.next();
            String name = entry._1()._1();
            if (!name.equals(current)) {
                if (!current.isEmpty()) {
                    histories.add(history.toString());
                }
                current = name;
                history.setLength(0);
                history.append(name).append(":");
            }
            history.append(' ').append(entry._2());
        }
        if (!current.isEmpty()) {
            histories.add(history.toString());
        }
        return histories.iterator();
    }

    /** Sends all moments of a package to the same partition. */
    private static final class ByPackage extends Partitioner {
        private static final long serialVersionUID = 1L;

        @Override
        public int numPartitions() {
            return PARTITIONS;
        }

        @Override
        public int getPartition(Object key) {
            return Math.floorMod(((Tuple2<?, ?>) key)._1().hashCode(), PARTITIONS);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByPackage;
        }

        @Override
        public int hashCode() {
            return PARTITIONS;
        }
    }

    /** Packages by name, the moments of a package in order. */
    private static final class PackageThenMoment implements Comparator<Tuple2<String, String>>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Tuple2<String, String> left, Tuple2<String, String> right) {
            int byName = left._1().compareTo(right._1());
            return byName != 0 ? byName : left._2().compareTo(right._2());
        }
    }
}
