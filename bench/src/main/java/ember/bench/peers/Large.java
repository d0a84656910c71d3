// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Records of about 150 bytes on the heap, far more of them than fit. */
final class Large {
    private static final int VALUE_CHARS = 80;
    private static final int PARTITIONS = 16;

    private Large() {}

    private static String value(long number) {
        StringBuilder value = new StringBuilder(VALUE_CHARS);
        for (long more = number; value.length() < VALUE_CHARS; more = Data.mix(more)) {
            value.append(more);
        }
        value.setLength(VALUE_CHARS);
        return value.toString();
    }

    private static JavaPairRDD<Long, String> pairs(JavaSparkContext sc, long records, long keys) {
        return Data.numbers(sc, records, PARTITIONS)
                .mapToPair(number -> new Tuple2<>(Data.mix(number) % keys, value(number)));
    }

    private static long checksum(Long key, String value) {
        return Data.mix(key) * value.hashCode();
    }

    static long sort(JavaSparkContext sc, long records) {
        return pairs(sc, records, Long.MAX_VALUE)
                .sortByKey()
                .mapPartitions(pairs -> List.of(rising(pairs)).iterator())
                .reduce(Long::sum);
    }

    private static long rising(Iterator<Tuple2<Long, String>> pairs) {
        long sum = 0;
        long last = Long.MIN_VALUE;
        while (pairs.hasNext()) {
            Tuple2<Long, String> pair = pairs.next();
            if (pair._1() < last) {
                throw new IllegalStateException(pair._1() + " after " + last);
            }
            last = pair._1();
            sum += checksum(last, pair._2());
        }
        return sum;
    }

    static long group(JavaSparkContext sc, long records) {
        return pairs(sc, records, Math.max(1, records / 10))
                .groupByKey(PARTITIONS)
                .map(group -> {
                    long sum = 0;
                    for (String value : group._2()) {
                        sum += checksum(group._1(), value);
                    }
                    return sum;
                })
                .reduce(Long::sum);
    }

    static long join(JavaSparkContext sc, long records) {
        long half = records / 2;
        JavaPairRDD<Long, String> right = Data.numbers(sc, half, PARTITIONS)
                .mapToPair(number -> new Tuple2<>(number, value(~number & Long.MAX_VALUE)));
        return pairs(sc, half, Math.max(1, half))
                .join(right, PARTITIONS)
                .map(pair -> checksum(pair._1(), pair._2()._1())
                        + checksum(pair._1(), pair._2()._2()))
                .reduce(Long::sum);
    }

    static long distinct(JavaSparkContext sc, long records) {
        long half = Math.max(1, records / 2);
        return Data.numbers(sc, records, PARTITIONS)
                .map(number -> value(number % half))
                .distinct()
                .map(value -> (long) value.hashCode())
                .reduce(Long::sum);
    }
}
