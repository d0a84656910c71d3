// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work, written for each of the peers. For a number of records all give the same checksum, or one of them is wrong.
 *
 * @param name one word
 * @param says what it does, for the table
 * @param kind how it is judged
 * @param records in the full form
 * @param shortRecords in the short form
 * @param rdd with Spark's API
 * @param plain one thread, with the boxed types and functions that the RDD program uses; null: makes no sense
 * @param streams parallel streams, the same types; null: makes no sense
 * @param tuned one thread with arrays of primitives, what a specialist would write; null: not written
 */
record Workload(
        String name,
        String says,
        Kind kind,
        long records,
        long shortRecords,
        OnRdds rdd,
        @Nullable Alone plain,
        @Nullable Alone streams,
        @Nullable Alone tuned) {

    /** What a figure is compared for. */
    enum Kind {
        /** What scheduling costs: there is hardly any data. */
        OVERHEAD,
        /** Data that fits in memory. */
        DATA,
        /** Data larger than the heap. */
        OUT_OF_CORE
    }

    /** A program with Spark's API. */
    @FunctionalInterface
    interface OnRdds {
        long run(JavaSparkContext sc, long records) throws Exception;
    }

    /** A program with nothing but the JDK. */
    @FunctionalInterface
    interface Alone {
        long run(long records) throws Exception;
    }

    /** With fewer peers: none but Spark's API and, perhaps, plain Java. */
    static Workload of(
            String name, String says, Kind kind, long records, long shortRecords, OnRdds rdd, @Nullable Alone plain) {
        return new Workload(name, says, kind, records, shortRecords, rdd, plain, null, null);
    }

    Workload withStreams(Alone program) {
        return new Workload(name, says, kind, records, shortRecords, rdd, plain, program, tuned);
    }

    Workload withTuned(Alone program) {
        return new Workload(name, says, kind, records, shortRecords, rdd, plain, streams, program);
    }
}
