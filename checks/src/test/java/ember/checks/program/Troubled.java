// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Tasks that are tried again, a job that fails, one whose tasks are slow, a stage that is skipped, and cached data. */
public final class Troubled {
    private Troubled() {}

    public static void main(String[] args) throws Exception {
        SparkConf conf = new SparkConf()
                .setMaster("local[3,4]")
                .set("spark.speculation", "true")
                .set("spark.speculation.interval", "20ms")
                .set("spark.speculation.quantile", "0.5")
                .set("spark.speculation.minTaskRuntime", "50ms");
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                numbers.add(i);
            }
            JavaRDD<Integer> data = context.parallelize(numbers, 4).setName("<b>data</b>");
            JavaRDD<Integer> kept = data.map(x -> x + 1).persist(StorageLevel.MEMORY_ONLY());
            JavaPairRDD<Integer, Integer> counted =
                    kept.mapToPair(x -> new Tuple2<>(x % 7, 1)).reduceByKey(Integer::sum);
            counted.count();
            counted.collect();
            data.mapPartitions(it -> {
                        if (TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() == 1) {
                            throw new IllegalStateException("only once");
                        }
                        return it;
                    })
                    .count();
            try {
                data.foreach(x -> {
                    throw new IllegalArgumentException("always");
                });
            } catch (Exception e) {
                if (!(e instanceof SparkException)) {
                    throw e;
                }
            }
            data.mapPartitions(it -> {
                        if (TaskContext.getPartitionId() == 3
                                && TaskContext.get().attemptNumber() == 0) {
                            Thread.sleep(1000);
                        }
                        return it;
                    })
                    .count();
            kept.unpersist(true);
            System.out.println(kept.count());
        }
    }
}
