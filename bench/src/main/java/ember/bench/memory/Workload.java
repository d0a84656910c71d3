// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.memory;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** A program whose result is known beforehand. */
enum Workload {
    /** Every record, by key. */
    SORT {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            return source.tally(records.sortByKey(true, PARTITIONS), Workload::sorted);
        }
    },
    /** Ten values for each key. */
    GROUP {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            return source.tally(records.groupByKey(PARTITIONS), pairs -> grouped(pairs, 1));
        }

        @Override
        long keys(long count) {
            return Math.max(1, count / 10);
        }
    },
    /** All values have one key. */
    ONE_KEY {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            return source.tally(records.groupByKey(PARTITIONS), pairs -> grouped(pairs, 2));
        }

        @Override
        long keys(long count) {
            return 1;
        }
    },
    /** The greater of two values for each key. */
    REDUCE {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            return source.tally(
                    records.reduceByKey((left, right) -> left.compareTo(right) < 0 ? right : left, PARTITIONS),
                    Workload::plain);
        }

        @Override
        long keys(long count) {
            return Math.max(1, count / 2);
        }

        @Override
        Tally expected(Records records) {
            long sum = 0;
            for (long key = 0; key < records.keys(); key++) {
                String greatest = "";
                for (long number = key; number < records.count(); number += records.keys()) {
                    String value = Records.value(number);
                    greatest = value.compareTo(greatest) > 0 ? value : greatest;
                }
                sum += Records.checksum(new Tuple2<>(Records.key(key), greatest));
            }
            return new Tally(records.keys(), records.keys(), sum);
        }
    },
    /** Half of the records come twice. */
    DISTINCT {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            Records half =
                    new Records(source.records().count() / 2, source.records().count() / 2);
            JavaPairRDD<String, String> twice =
                    source.with(half).pairs().union(source.with(half).pairs());
            return source.tally(twice.distinct(PARTITIONS), Workload::plain);
        }

        @Override
        Tally expected(Records records) {
            Records half = new Records(records.count() / 2, records.count() / 2);
            return new Tally(half.count(), half.count(), half.checksum());
        }
    },
    /** Each record of one half meets the record of the other half that has its key. */
    JOIN {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            Records half =
                    new Records(source.records().count() / 2, source.records().count() / 2);
            JavaPairRDD<String, String> left = source.with(half).pairs();
            JavaPairRDD<String, String> right = source.with(half).pairs();
            return source.tally(
                    left.join(right, PARTITIONS).mapValues(both -> same(both._1(), both._2())), Workload::plain);
        }

        @Override
        Tally expected(Records records) {
            return DISTINCT.expected(records);
        }
    },
    /** The same, and what has no match. */
    OUTER_JOIN {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            Records half =
                    new Records(source.records().count() / 2, source.records().count() / 2);
            Records quarter = new Records(half.count() / 2, half.count() / 2);
            JavaPairRDD<String, String> left = source.with(half).pairs();
            JavaPairRDD<String, String> right = source.with(quarter).pairs();
            return source.tally(
                    left.leftOuterJoin(right, PARTITIONS)
                            .mapValues(both -> same(both._1(), both._2().or(both._1()))),
                    Workload::plain);
        }

        @Override
        Tally expected(Records records) {
            return DISTINCT.expected(records);
        }
    },
    /** The values of two halves, by key. */
    COGROUP {
        @Override
        Tally run(JavaPairRDD<String, String> records, Source source) {
            Records half = new Records(
                    source.records().count() / 2, Math.max(1, source.records().count() / 20));
            JavaPairRDD<String, Tuple2<Iterable<String>, Iterable<String>>> both =
                    source.with(half).pairs().cogroup(source.with(half).pairs(), PARTITIONS);
            return source.tally(both.mapValues(Workload::sameGroups), pairs -> grouped(pairs, 1));
        }

        @Override
        Tally expected(Records records) {
            Records half = new Records(records.count() / 2, Math.max(1, records.count() / 20));
            return new Tally(half.keys(), half.count(), half.checksum());
        }
    };

    private static final int PARTITIONS = 4;

    abstract Tally run(JavaPairRDD<String, String> records, Source source);

    /** Number of different keys. */
    long keys(long count) {
        return count;
    }

    /** What it must come to. */
    Tally expected(Records records) {
        return new Tally(records.keys(), records.count(), records.checksum());
    }

    /** Makes the records of a program. */
    record Source(JavaSparkContext context, Records records) {
        Source with(Records others) {
            return new Source(context, others);
        }

        JavaPairRDD<String, String> pairs() {
            List<Integer> parts = new ArrayList<>();
            for (int part = 0; part < 2 * PARTITIONS; part++) {
                parts.add(part);
            }
            Records made = records;
            return context.parallelize(parts, parts.size()).flatMapToPair(part -> made.part(part, 2 * PARTITIONS));
        }

        /** Adds up the partitions of a result, where they are. */
        <V> Tally tally(JavaPairRDD<String, V> result, Summary<V> summary) {
            Tally sum = Tally.NOTHING;
            for (Tally part : result.mapPartitions(
                            pairs -> List.of(summary.of(pairs)).iterator())
                    .collect()) {
                sum = sum.plus(part);
            }
            return sum;
        }
    }

    /** Adds up one partition. */
    @FunctionalInterface
    interface Summary<V> extends Serializable {
        Tally of(Iterator<Tuple2<String, V>> pairs);
    }

    private static Tally plain(Iterator<Tuple2<String, String>> pairs) {
        long count = 0;
        long sum = 0;
        while (pairs.hasNext()) {
            count++;
            sum += Records.checksum(pairs.next());
        }
        return new Tally(count, count, sum);
    }

    private static Tally sorted(Iterator<Tuple2<String, String>> pairs) {
        String last = "";
        long count = 0;
        long sum = 0;
        while (pairs.hasNext()) {
            Tuple2<String, String> pair = pairs.next();
            if (pair._1().compareTo(last) < 0) {
                throw new IllegalStateException(pair._1() + " comes after " + last);
            }
            last = pair._1();
            count++;
            sum += Records.checksum(pair);
        }
        return new Tally(count, count, sum);
    }

    /** @param times how often each group is read; it must be the same each time */
    private static Tally grouped(Iterator<Tuple2<String, Iterable<String>>> groups, int times) {
        Tally sum = Tally.NOTHING;
        while (groups.hasNext()) {
            Tuple2<String, Iterable<String>> group = groups.next();
            Tally first = group(group);
            for (int time = 1; time < times; time++) {
                if (!group(group).equals(first)) {
                    throw new IllegalStateException("the values of " + group._1() + " differ when read again");
                }
            }
            sum = sum.plus(first);
        }
        return sum;
    }

    private static Tally group(Tuple2<String, Iterable<String>> group) {
        long values = 0;
        long sum = 0;
        for (String value : group._2()) {
            values++;
            sum += Records.checksum(new Tuple2<>(group._1(), value));
        }
        return new Tally(1, values, sum);
    }

    private static String same(String left, String right) {
        if (!left.equals(right)) {
            throw new IllegalStateException("a value met another's: " + left + " and " + right);
        }
        return left;
    }

    private static Iterable<String> sameGroups(Tuple2<Iterable<String>, Iterable<String>> both) {
        Iterator<String> right = both._2().iterator();
        long sum = 0;
        for (String left : both._1()) {
            sum += left.hashCode();
            sum -= right.next().hashCode();
        }
        if (sum != 0 || right.hasNext()) {
            throw new IllegalStateException("the two sides of a key differ");
        }
        return both._1();
    }

    /** Its name as it is written on a command line. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
