// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;

/** Keeps data in files below its first argument, says on standard output that it does, and waits if it has a second. */
public final class CacheOnDisk {
    private CacheOnDisk() {}

    public static void main(String[] args) throws InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            numbers.add(i);
        }
        SparkConf conf = new SparkConf().set("spark.local.dir", args[0]);
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            JavaRDD<Integer> cached = sc.parallelize(numbers, 4).persist(StorageLevels.DISK_ONLY);
            System.out.println("cached " + cached.count());
            if (args.length > 1) {
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }
}
