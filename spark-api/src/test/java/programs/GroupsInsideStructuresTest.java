// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Groups whose values lie on disk are read while another structure of the task takes them in, or is moved to disk itself. */
class GroupsInsideStructuresTest {
    private static final int KEYS = 80;
    private static final int VALUES = 100;
    private static final int VALUE_CHARS = 400;

    private final JavaSparkContext sc = new JavaSparkContext(LocalSpark.conf().set("ember.memory", "262144"));

    @AfterEach
    void stop() {
        sc.stop();
    }

    private JavaPairRDD<Integer, Iterable<String>> groups() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < KEYS * VALUES; i++) {
            numbers.add(i);
        }
        return sc.parallelize(numbers, 2)
                .mapToPair(number -> new Tuple2<>(number % KEYS, number + " ".repeat(VALUE_CHARS)))
                .groupByKey(2);
    }

    private static int length(Iterable<String> values) {
        int length = 0;
        for (String value : values) {
            length += value.isEmpty() ? 0 : 1;
        }
        return length;
    }

    @Test
    void groupsAreWrittenToAShuffleWholly() {
        List<Integer> lengths = groups().filter(group -> length(group._2()) == VALUES)
                .repartition(3)
                .map(group -> length(group._2()))
                .collect();

        assertThat(lengths).hasSize(KEYS).containsOnly(VALUES);
    }

    @Test
    void groupsAreSortedWholly() {
        List<Integer> keys = groups().filter(group -> length(group._2()) == VALUES)
                .sortByKey(true, 1)
                .keys()
                .collect();

        assertThat(keys).hasSize(KEYS).isSorted();
    }

    @Test
    void functionsThatReadGroupsMayReduce() {
        List<Tuple2<Integer, Iterable<String>>> reduced = groups().mapToPair(
                        group -> new Tuple2<>(group._1() / 2, group._2()))
                .reduceByKey((left, right) -> length(left) < length(right) ? left : right, 2)
                .collect();

        assertThat(reduced).hasSize(KEYS / 2).allMatch(group -> length(group._2()) == VALUES);
    }

    @Test
    void groupsOfGroupsAreWhole() {
        // The same partitioner: no shuffle lies between the two.
        List<Integer> lengths = groups().cogroup(groups(), 2)
                .mapValues(both -> {
                    int sum = 0;
                    for (Iterable<String> left : both._1()) {
                        sum += length(left);
                    }
                    for (Iterable<String> right : both._2()) {
                        sum += length(right);
                    }
                    return sum;
                })
                .values()
                .collect();

        assertThat(lengths).hasSize(KEYS).containsOnly(2 * VALUES);
    }
}
