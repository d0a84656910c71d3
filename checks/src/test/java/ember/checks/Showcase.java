// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** A program with something for every page, names that are dangerous where they are taken for HTML, and a job whose tasks wait. */
final class Showcase implements AutoCloseable {
    /** Shown by every page, as text. */
    static final String NAME = "<img src=x onerror=alert(1)> show";

    static final String DESCRIPTION = "</script><script>alert(2)</script>";
    static final String RDD = "<svg onload=alert(3)>";
    static final String MESSAGE = "<b onmouseover=alert(4)>boom</b>";
    /** A task of the job that waits ends for each. */
    static final Semaphore PERMITS = new Semaphore(0);

    private static volatile long endedMillis;

    private final JavaSparkContext context;
    private final JavaRDD<Integer> kept;

    Showcase(Path logs) {
        SparkConf conf = new SparkConf()
                .setMaster("local[2,4]")
                .setAppName(NAME)
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0")
                .set("spark.eventLog.enabled", "true")
                .set("spark.eventLog.logBlockUpdates.enabled", "true")
                .set("spark.eventLog.dir", logs.toString());
        context = new JavaSparkContext(conf);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            numbers.add(i);
        }
        kept = context.parallelize(numbers, 8).map(x -> x + 1).setName(RDD).persist(StorageLevel.MEMORY_ONLY());
    }

    String url() {
        return context.sc().uiWebUrl().get();
    }

    String id() {
        return context.sc().applicationId();
    }

    /** Jobs that end: 0 and 1 with a shuffle that 1 uses again, 2 with a task that fails once, 3 that fails. */
    void runThrough() throws SparkException {
        context.setJobDescription(DESCRIPTION);
        JavaPairRDD<Integer, Integer> counted =
                kept.mapToPair(x -> new Tuple2<>(x % 7, 1)).reduceByKey(Integer::sum);
        counted.count();
        counted.collect();
        kept.mapPartitions(it -> {
                    if (TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() == 1) {
                        throw new IllegalStateException(MESSAGE);
                    }
                    Thread.sleep(TaskContext.getPartitionId() == 5 ? 900 : 30);
                    return it;
                })
                .count();
        try {
            kept.foreach(x -> {
                throw new IllegalArgumentException(MESSAGE);
            });
        } catch (Exception e) {
            if (!(e instanceof SparkException)) {
                throw e;
            }
        }
    }

    /** Job 4, whose four tasks each wait for a permit; started by a thread of its own. */
    Thread startWaiting() {
        Thread thread = new Thread(
                () -> {
                    try {
                        context.parallelize(List.of(1, 2, 3, 4), 4)
                                .map(new Waiting())
                                .count();
                    } catch (Exception e) { // one that is killed throws what is checked
                        System.out.println(
                                "The job that waited ended: " + e.getClass().getName());
                    }
                },
                "showcase");
        thread.start();
        return thread;
    }

    /** When the last task that waited was through. */
    static long endedMillis() {
        return endedMillis;
    }

    private static final class Waiting
            implements org.apache.spark.api.java.function.Function<Integer, Integer>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Integer call(Integer x) throws InterruptedException {
            PERMITS.acquire();
            endedMillis = System.currentTimeMillis();
            return x;
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
