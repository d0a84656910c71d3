// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * A program in which everything happens that a UI shows: results, shuffles, skipped stages, cached data, tried and failed tasks, a failed
 * and a cancelled job, groups, accumulators. Runs on Ember and, for the recording it is compared with, on Apache Spark.
 */
public final class ObservedProgram {
    private static final CountDownLatch STARTED = new CountDownLatch(1);

    private ObservedProgram() {}

    /** How it is configured: failed tasks are tried again, which a plain local master does not do. */
    public static SparkConf conf() {
        return new SparkConf().setMaster("local[2,4]").setAppName("observed");
    }

    /**
     * Runs it to the end; the context stays open.
     *
     * @return what stays cached, as long as somebody holds it
     */
    public static JavaRDD<Integer> run(JavaSparkContext sc) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            numbers.add(i);
        }
        JavaRDD<Integer> data = sc.parallelize(numbers, 4);
        data.map(x -> x * 2).filter(x -> x % 3 == 0).count();

        JavaPairRDD<String, Integer> counts = sc.parallelize(Arrays.asList("a", "b", "a", "c", "b", "a", "d", "e"), 4)
                .mapToPair(word -> new Tuple2<>(word, 1))
                .reduceByKey(Integer::sum, 3);
        counts.collect();
        counts.count();

        JavaRDD<Integer> kept = data.map(x -> x + 1).setName("kept");
        kept.persist(StorageLevel.MEMORY_AND_DISK());
        kept.count();
        kept.map(x -> x % 10).distinct(2).collect();
        JavaRDD<Integer> dropped = data.map(x -> x - 1).persist(StorageLevel.MEMORY_ONLY_SER());
        dropped.count();
        dropped.unpersist(true);
        troubled(sc, data);
        sc.emptyRDD().collect();
        data.union(kept).take(5);
        return kept;
    }

    /** What is tried again, fails, is described and is cancelled. */
    private static void troubled(JavaSparkContext sc, JavaRDD<Integer> data) throws Exception {
        data.mapPartitions(it -> {
                    TaskContext task = TaskContext.get();
                    if (task.partitionId() == 1 && task.attemptNumber() == 0) {
                        throw new IllegalStateException("not the first time");
                    }
                    return it;
                })
                .count();
        try {
            data.mapPartitions(it -> {
                        if (TaskContext.get().partitionId() == 0) {
                            throw new IllegalArgumentException("never");
                        }
                        return it;
                    })
                    .coalesce(1)
                    .count();
        } catch (Exception e) {
            if (!(e instanceof SparkException)) {
                throw e;
            }
        }

        sc.setJobGroup("group one", "a job <b>described</b>");
        sc.sc().addJobTag("tag1");
        LongAccumulator seen = sc.sc().longAccumulator("seen");
        data.foreach(x -> seen.add(1));
        sc.sc().removeJobTag("tag1");
        sc.clearJobGroup();

        JavaFutureAction<Long> endless = sc.parallelize(Arrays.asList(1), 1)
                .map(x -> {
                    STARTED.countDown();
                    while (!TaskContext.get().isInterrupted()) {
                        Thread.sleep(1);
                    }
                    return x;
                })
                .countAsync();
        STARTED.await();
        endless.cancel(true);
    }
}
