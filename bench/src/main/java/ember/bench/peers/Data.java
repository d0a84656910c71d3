// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.Tuple2;

/** Records that are made where they are needed: record {@code n} of a data set is a function of {@code n}. */
final class Data {
    /** Twice as many as there are threads, so that one slow partition does not decide. */
    static final int PARTITIONS = 4;

    private Data() {}

    /** A number that looks random (SplitMix64, Steele, Lea and Flood 2014), not negative. */
    static long mix(long number) {
        long mixed = number + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (mixed ^ (mixed >>> 31)) & Long.MAX_VALUE;
    }

    static int key(long number, long keys) {
        return (int) (mix(number) % keys);
    }

    /** 0 to {@code records - 1}, boxed. */
    static JavaRDD<Long> numbers(JavaSparkContext sc, long records) {
        return numbers(sc, records, PARTITIONS);
    }

    static JavaRDD<Long> numbers(JavaSparkContext sc, long records, int partitions) {
        List<Integer> slices = IntStream.range(0, partitions).boxed().toList();
        return sc.parallelize(slices, partitions)
                .mapPartitionsWithIndex(
                        (index, ignored) -> new Range(records * index / partitions, records * (index + 1) / partitions),
                        false);
    }

    static <T> JavaRDD<T> records(JavaSparkContext sc, long records, Function<Long, T> record) {
        return numbers(sc, records).map(record);
    }

    /** Pairs of a key below {@code keys} and the number itself. */
    static JavaPairRDD<Integer, Long> pairs(JavaSparkContext sc, long records, long keys) {
        return numbers(sc, records).mapToPair(number -> new Tuple2<>(key(number, keys), number));
    }

    private static final class Range implements Iterator<Long> {
        private final long end;
        private long next;

        Range(long begin, long end) {
            this.next = begin;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Long next() {
            if (next >= end) {
                throw new NoSuchElementException();
            }
            return next++;
        }
    }
}
