// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;

/** Chains of element-wise steps without a shuffle. */
final class Narrow {
    private Narrow() {}

    private static Long tripled(Long number) {
        return number * 3 + 1;
    }

    private static Boolean isKept(Long number) {
        return (number & 7) != 0;
    }

    private static Long halved(Long number) {
        return number >> 1;
    }

    private static Double root(Long number) {
        return Math.sqrt(number);
    }

    static long rdd(JavaSparkContext sc, long records) {
        return Data.numbers(sc, records)
                .map(Narrow::tripled)
                .filter(Narrow::isKept)
                .map(Narrow::halved)
                .reduce(Long::sum);
    }

    static long plain(long records) {
        Long sum = 0L;
        for (long number = 0; number < records; number++) {
            Long tripled = tripled(number);
            if (isKept(tripled)) {
                sum = sum + halved(tripled);
            }
        }
        return sum;
    }

    static long streams(long records) {
        return LongStream.range(0, records)
                .boxed()
                .parallel()
                .map(Narrow::tripled)
                .filter(Narrow::isKept)
                .map(Narrow::halved)
                .reduce(0L, Long::sum);
    }

    static long tuned(long records) {
        long sum = 0;
        for (long number = 0; number < records; number++) {
            long tripled = number * 3 + 1;
            if ((tripled & 7) != 0) {
                sum += tripled >> 1;
            }
        }
        return sum;
    }

    static long toDouble(JavaSparkContext sc, long records) {
        return rounded(Data.numbers(sc, records)
                .filter(Narrow::isKept)
                .mapToDouble(Narrow::root)
                .sum());
    }

    static long toDoublePlain(long records) {
        Double sum = 0.0;
        for (long number = 0; number < records; number++) {
            Long boxed = number;
            if (isKept(boxed)) {
                sum = sum + root(boxed);
            }
        }
        return rounded(sum);
    }

    static long toDoubleStreams(long records) {
        return rounded(LongStream.range(0, records)
                .boxed()
                .parallel()
                .filter(Narrow::isKept)
                .mapToDouble(Narrow::root)
                .sum());
    }

    /** Seven digits: sums of doubles depend on the order in the last ones. */
    static long rounded(double sum) {
        double scale = Math.pow(10, 6 - Math.floor(Math.log10(Math.abs(sum) + 1)));
        return Math.round(sum * scale);
    }
}
