// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple2;

/** Jobs of all kinds, each of which leaves the same lines in the log whenever it runs. */
public final class Logged {
    /** Released by a task that runs: the engine is in this process. */
    private static final Semaphore STARTED = new Semaphore(0);

    private Logged() {}

    /** One after the other. */
    public static Map<String, Callable<Object>> jobs(JavaSparkContext context) {
        JavaRDD<Integer> rdd = context.parallelize(Arrays.asList(1, 2, 3, 4, 5, 6), 3);
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        all.put("count", rdd::count);
        all.put("nothing", () -> context.emptyRDD().count());
        all.put("rounds", () -> rdd.filter(x -> x > 4).take(2));
        all.put(
                "shuffle",
                () -> rdd.mapToPair(x -> new Tuple2<>(x % 2, x))
                        .reduceByKey(Integer::sum, 2)
                        .count());
        all.put("asynchronous", () -> rdd.countAsync().get());
        all.put(
                "failure",
                () -> context.parallelize(List.of(1), 1)
                        .map(x -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .count());
        all.put("skipped", () -> skipped(rdd));
        all.put("cached", () -> cached(rdd));
        all.put("sorted", () -> rdd.sortBy(x -> -x, true, 2).collect());
        // One partition: which other tasks run when one fails is up to chance.
        all.put(
                "failure in a map stage",
                () -> context.parallelize(List.of(1), 1)
                        .mapToPair(x -> {
                            if (x == 1) {
                                throw new IllegalStateException("on purpose");
                            }
                            return new Tuple2<>(x, x);
                        })
                        .reduceByKey(Integer::sum, 2)
                        .count());
        all.put(
                "not serializable result",
                () -> context.parallelize(List.of(1), 1).map(x -> new Object()).collect());
        all.put(
                "result handler",
                () -> context.parallelize(List.of(1, 2), 2).reduce((a, b) -> {
                    throw new IllegalStateException("in the driver");
                }));
        all.put("missing file", () -> context.textFile("/nowhere/at/all").count());
        all.put("cancelled group", () -> cancelled(context));
        all.put("empty group", () -> {
            context.cancelJobGroup("nobody's");
            context.cancelJobsWithTag("nobody's");
            context.cancelAllJobs();
            return "done";
        });
        all.put("stop", () -> {
            context.stop();
            return "stopped";
        });
        return all;
    }

    /** A job that finds the outputs of an earlier one. */
    private static Object skipped(JavaRDD<Integer> rdd) {
        JavaPairRDD<Integer, Integer> sums =
                rdd.mapToPair(x -> new Tuple2<>(x % 2, x)).reduceByKey(Integer::sum, 2);
        return sums.count() + sums.count();
    }

    private static Object cached(JavaRDD<Integer> rdd) {
        JavaRDD<Integer> kept = rdd.map(x -> x + 1).cache();
        long sum = kept.count() + kept.count();
        kept.unpersist(true);
        return sum + kept.count();
    }

    /** A job whose only task runs when it is cancelled. */
    private static Object cancelled(JavaSparkContext context) throws Exception {
        STARTED.drainPermits();
        Semaphore ended = new Semaphore(0);
        context.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd taskEnd) {
                if (taskEnd.reason() instanceof TaskKilled) {
                    ended.release();
                }
            }
        });
        context.setJobGroup("group", "to be cancelled", true);
        JavaFutureAction<Void> job = context.parallelize(List.of(1), 1).foreachAsync(x -> {
            STARTED.release();
            Thread.sleep(60_000);
        });
        context.clearJobGroup();
        STARTED.acquire();
        context.cancelJobGroup("group");
        try {
            return job.get();
        } catch (ExecutionException e) {
            // The job ends before its task does. Once that is told, a further job finds all of it logged.
            ended.acquire();
            return "cancelled, then " + context.parallelize(List.of(1), 1).count();
        }
    }
}
