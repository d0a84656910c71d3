// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Two data sets brought together: the larger has five records for each of the smaller. */
final class Joins {
    private static final long SHARE = 5;

    private Joins() {}

    private static long checksum(int key, long left, long right) {
        return Data.mix(key) * (left + 31 * right);
    }

    /** Numbers 0, 1, 2, ... as keys: each once. */
    private static JavaPairRDD<Integer, Long> smaller(JavaSparkContext sc, long keys) {
        return Data.numbers(sc, keys).mapToPair(number -> new Tuple2<>(number.intValue(), -number));
    }

    static long join(JavaSparkContext sc, long records) {
        long keys = records / SHARE;
        return Data.pairs(sc, records, keys)
                .join(smaller(sc, keys))
                .map(pair -> checksum(pair._1(), pair._2()._1(), pair._2()._2()))
                .reduce(Long::sum);
    }

    private static Map<Integer, Long> table(long keys) {
        Map<Integer, Long> table = new HashMap<>();
        for (long number = 0; number < keys; number++) {
            table.put((int) number, -number);
        }
        return table;
    }

    static long joinPlain(long records) {
        long keys = records / SHARE;
        Map<Integer, Long> table = table(keys);
        long sum = 0;
        for (long number = 0; number < records; number++) {
            Integer key = Data.key(number, keys);
            Long right = table.get(key);
            if (right != null) {
                sum += checksum(key, number, right);
            }
        }
        return sum;
    }

    static long joinStreams(long records) {
        long keys = records / SHARE;
        Map<Integer, Long> table = table(keys);
        return LongStream.range(0, records)
                .boxed()
                .parallel()
                .mapToLong(number -> {
                    Integer key = Data.key(number, keys);
                    Long right = table.get(key);
                    return right == null ? 0 : checksum(key, number, right);
                })
                .sum();
    }

    static long joinTuned(long records) {
        long keys = records / SHARE;
        long sum = 0;
        for (long number = 0; number < records; number++) {
            int key = Data.key(number, keys);
            sum += checksum(key, number, -(long) key);
        }
        return sum;
    }

    private static long total(Iterable<Long> values) {
        long sum = 0;
        for (Long value : values) {
            sum += value;
        }
        return sum;
    }

    static long cogroup(JavaSparkContext sc, long records) {
        long keys = records / SHARE;
        return Data.pairs(sc, records, keys)
                .cogroup(smaller(sc, keys))
                .map(pair -> checksum(
                        pair._1(), total(pair._2()._1()), total(pair._2()._2())))
                .reduce(Long::sum);
    }

    static long cogroupPlain(long records) {
        long keys = records / SHARE;
        Map<Integer, Tuple2<List<Long>, List<Long>>> groups = new HashMap<>();
        for (long number = 0; number < records; number++) {
            group(groups, Data.key(number, keys))._1().add(number);
        }
        for (long number = 0; number < keys; number++) {
            group(groups, (int) number)._2().add(-number);
        }
        long sum = 0;
        for (Map.Entry<Integer, Tuple2<List<Long>, List<Long>>> entry : groups.entrySet()) {
            sum += checksum(
                    entry.getKey(),
                    total(entry.getValue()._1()),
                    total(entry.getValue()._2()));
        }
        return sum;
    }

    private static Tuple2<List<Long>, List<Long>> group(
            Map<Integer, Tuple2<List<Long>, List<Long>>> groups, Integer key) {
        return groups.computeIfAbsent(key, absent -> new Tuple2<>(new ArrayList<>(), new ArrayList<>()));
    }

    static long cogroupStreams(long records) {
        long keys = records / SHARE;
        Map<Integer, List<Long>> left = LongStream.range(0, records)
                .boxed()
                .parallel()
                .collect(Collectors.groupingByConcurrent(number -> Data.key(number, keys)));
        Map<Integer, List<Long>> right = LongStream.range(0, keys)
                .boxed()
                .parallel()
                .collect(Collectors.groupingByConcurrent(
                        Long::intValue, Collectors.mapping(number -> -number, Collectors.toList())));
        return right.entrySet().stream()
                .mapToLong(entry -> checksum(
                        entry.getKey(), total(left.getOrDefault(entry.getKey(), List.of())), total(entry.getValue())))
                .sum();
    }

    /** Strings, a quarter of which come twice or more. */
    private static String text(long number, long records) {
        return "record-" + Data.key(number, records * 2);
    }

    static long distinct(JavaSparkContext sc, long records) {
        return Data.records(sc, records, number -> text(number, records))
                .distinct()
                .map(text -> (long) text.hashCode())
                .reduce(Long::sum);
    }

    static long distinctPlain(long records) {
        Set<String> seen = new HashSet<>();
        for (long number = 0; number < records; number++) {
            seen.add(text(number, records));
        }
        long sum = 0;
        for (String text : seen) {
            sum += text.hashCode();
        }
        return sum;
    }

    static long distinctStreams(long records) {
        return LongStream.range(0, records)
                .parallel()
                .mapToObj(number -> text(number, records))
                .distinct()
                .mapToLong(String::hashCode)
                .sum();
    }
}
