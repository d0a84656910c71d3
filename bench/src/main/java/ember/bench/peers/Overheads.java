// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Programs with hardly any data: what they take is what running a job, a task or a stage costs. */
final class Overheads {
    private static final int UNION = 100;
    private static final int FEW_RECORDS = 100;

    private Overheads() {}

    /** As many jobs of two tasks as there are records, one after the other. */
    static long jobs(JavaSparkContext sc, long records) {
        JavaRDD<Integer> two = sc.parallelize(List.of(1, 2), 2);
        long sum = 0;
        for (long job = 0; job < records; job++) {
            sum += two.map(number -> number + 1).count();
        }
        return sum;
    }

    /** One job with as many tasks as there are records, and nothing in them. */
    static long emptyTasks(JavaSparkContext sc, long records) {
        return sc.<Integer>parallelize(List.of(), Math.toIntExact(records)).count();
    }

    /** As many shuffles as there are records, one after the other, each of a hundred pairs. */
    static long chain(JavaSparkContext sc, long records) {
        JavaPairRDD<Integer, Long> pairs = Data.pairs(sc, FEW_RECORDS, FEW_RECORDS);
        for (long shuffle = 0; shuffle < records; shuffle++) {
            pairs = pairs.mapToPair(pair -> new Tuple2<>(pair._1() + 1, pair._2()))
                    .reduceByKey(Long::sum, 2);
        }
        return pairs.values().reduce(Long::sum);
    }

    /** A hundred lineages with a shuffle each, in one job. */
    static long union(JavaSparkContext sc, long records) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made
        JavaPairRDD<Integer, Long>[] parts = new JavaPairRDD[UNION];
        for (int part = 0; part < UNION; part++) {
            parts[part] = Data.pairs(sc, records / UNION, records).reduceByKey(Long::sum, 2);
        }
        return sc.union(parts).values().reduce(Long::sum);
    }
}
