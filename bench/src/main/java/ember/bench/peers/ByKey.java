// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Pairs of an {@code Integer} and a {@code Long}, brought together by key. */
final class ByKey {
    private static final long REDUCED_KEYS = 1_000_000;
    private static final long AGGREGATED_KEYS = 100_000;
    private static final int DIFFERENT_VALUES = 16;
    private static final long GROUPED_KEYS = 200_000;
    private static final long SORTED_KEYS = Integer.MAX_VALUE;

    private ByKey() {}

    private static long checksum(int key, long value) {
        return Data.mix(key) * (value | 1);
    }

    static long reduce(JavaSparkContext sc, long records) {
        return Data.pairs(sc, records, REDUCED_KEYS)
                .reduceByKey(Long::sum)
                .map(pair -> checksum(pair._1(), pair._2()))
                .reduce(Long::sum);
    }

    static long reducePlain(long records) {
        Map<Integer, Long> sums = new HashMap<>();
        for (long number = 0; number < records; number++) {
            sums.merge(Data.key(number, REDUCED_KEYS), number, Long::sum);
        }
        return sum(sums);
    }

    static long reduceStreams(long records) {
        Map<Integer, Long> sums = new ConcurrentHashMap<>();
        LongStream.range(0, records)
                .parallel()
                .forEach(number -> sums.merge(Data.key(number, REDUCED_KEYS), number, Long::sum));
        return sum(sums);
    }

    private static long sum(Map<Integer, Long> values) {
        long sum = 0;
        for (Map.Entry<Integer, Long> entry : values.entrySet()) {
            sum += checksum(entry.getKey(), entry.getValue());
        }
        return sum;
    }

    static long reduceTuned(long records) {
        long[] sums = new long[(int) REDUCED_KEYS];
        boolean[] seen = new boolean[(int) REDUCED_KEYS];
        for (long number = 0; number < records; number++) {
            int key = Data.key(number, REDUCED_KEYS);
            sums[key] += number;
            seen[key] = true;
        }
        long sum = 0;
        for (int key = 0; key < sums.length; key++) {
            if (seen[key]) {
                sum += checksum(key, sums[key]);
            }
        }
        return sum;
    }

    static long aggregate(JavaSparkContext sc, long records) {
        return Data.pairs(sc, records, AGGREGATED_KEYS)
                .aggregateByKey(
                        new HashSet<Long>(),
                        (set, value) -> {
                            set.add(value % DIFFERENT_VALUES);
                            return set;
                        },
                        (left, right) -> {
                            left.addAll(right);
                            return left;
                        })
                .map(pair -> checksum(pair._1(), pair._2().size()))
                .reduce(Long::sum);
    }

    static long aggregatePlain(long records) {
        Map<Integer, Set<Long>> sets = new HashMap<>();
        for (long number = 0; number < records; number++) {
            sets.computeIfAbsent(Data.key(number, AGGREGATED_KEYS), key -> new HashSet<>())
                    .add(number % DIFFERENT_VALUES);
        }
        long sum = 0;
        for (Map.Entry<Integer, Set<Long>> entry : sets.entrySet()) {
            sum += checksum(entry.getKey(), entry.getValue().size());
        }
        return sum;
    }

    static long aggregateStreams(long records) {
        return LongStream.range(0, records)
                .boxed()
                .parallel()
                .collect(Collectors.groupingByConcurrent(
                        number -> Data.key(number, AGGREGATED_KEYS),
                        Collectors.mapping(number -> number % DIFFERENT_VALUES, Collectors.toSet())))
                .entrySet()
                .stream()
                .mapToLong(entry -> checksum(entry.getKey(), entry.getValue().size()))
                .sum();
    }

    private static long total(Iterable<Long> values) {
        long sum = 0;
        for (Long value : values) {
            sum += value;
        }
        return sum;
    }

    static long group(JavaSparkContext sc, long records) {
        return Data.pairs(sc, records, GROUPED_KEYS)
                .groupByKey()
                .map(pair -> checksum(pair._1(), total(pair._2())))
                .reduce(Long::sum);
    }

    static long groupPlain(long records) {
        Map<Integer, List<Long>> groups = new HashMap<>();
        for (long number = 0; number < records; number++) {
            groups.computeIfAbsent(Data.key(number, GROUPED_KEYS), key -> new ArrayList<>())
                    .add(number);
        }
        long sum = 0;
        for (Map.Entry<Integer, List<Long>> group : groups.entrySet()) {
            sum += checksum(group.getKey(), total(group.getValue()));
        }
        return sum;
    }

    static long groupStreams(long records) {
        return LongStream.range(0, records)
                .boxed()
                .parallel()
                .collect(Collectors.groupingByConcurrent(number -> Data.key(number, GROUPED_KEYS)))
                .entrySet()
                .stream()
                .mapToLong(group -> checksum(group.getKey(), total(group.getValue())))
                .sum();
    }

    static long sort(JavaSparkContext sc, long records) {
        JavaPairRDD<Integer, Long> sorted = Data.pairs(sc, records, SORTED_KEYS).sortByKey();
        return sorted.mapPartitions(pairs -> List.of(rising(pairs)).iterator()).reduce(Long::sum);
    }

    private static long rising(Iterator<Tuple2<Integer, Long>> pairs) {
        long sum = 0;
        int last = Integer.MIN_VALUE;
        while (pairs.hasNext()) {
            Tuple2<Integer, Long> pair = pairs.next();
            if (pair._1() < last) {
                throw new IllegalStateException(pair._1() + " after " + last);
            }
            last = pair._1();
            sum += checksum(last, pair._2());
        }
        return sum;
    }

    static long sortPlain(long records) {
        List<Tuple2<Integer, Long>> pairs = new ArrayList<>();
        for (long number = 0; number < records; number++) {
            pairs.add(new Tuple2<>(Data.key(number, SORTED_KEYS), number));
        }
        pairs.sort(Comparator.comparing(Tuple2::_1));
        return rising(pairs.iterator());
    }

    static long sortStreams(long records) {
        return rising(LongStream.range(0, records)
                .parallel()
                .mapToObj(number -> new Tuple2<>(Data.key(number, SORTED_KEYS), number))
                .sorted(Comparator.comparing(Tuple2::_1))
                .toList()
                .iterator());
    }

    /** Sorts the keys with their positions in one long each. */
    static long sortTuned(long records) {
        long[] packed = new long[Math.toIntExact(records)];
        for (int number = 0; number < packed.length; number++) {
            packed[number] = ((long) Data.key(number, SORTED_KEYS) << 32) | number;
        }
        Arrays.sort(packed);
        long sum = 0;
        for (long pair : packed) {
            sum += checksum((int) (pair >>> 32), pair & 0xFFFFFFFFL);
        }
        return sum;
    }
}
