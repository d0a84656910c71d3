// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import scala.Tuple2;

/** A program whose classes a test loads by a loader of its own. Objects of them are shuffled, cached, broadcast, collected and added up. */
public final class LoadedProgram implements Callable<Integer> {
    /** Can be changed, and is therefore copied. */
    static final class Counter implements Serializable {
        String name = "";
        int count;
    }

    @Override
    public Integer call() {
        SparkConf conf =
                new SparkConf().setMaster("local[2]").setAppName("loaded").set("spark.ui.enabled", "false");
        String serializer = System.getProperty("programs.serializer");
        if (serializer != null) {
            conf.set("spark.serializer", serializer);
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            numbers.add(i);
        }
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            Broadcast<Counter> start = sc.broadcast(counter(7));
            CollectionAccumulator<Counter> seen = new CollectionAccumulator<>();
            sc.sc().register(seen, "seen");
            JavaRDD<Counter> counters = sc.parallelize(numbers, 4)
                    .map(i -> counter(i + start.value().count))
                    .persist(StorageLevels.MEMORY_ONLY_SER);
            JavaPairRDD<Integer, Counter> sums = counters.mapToPair(c -> new Tuple2<>(c.count % 10, c))
                    .groupByKey()
                    .mapValues(group -> {
                        Counter sum = counter(0);
                        group.forEach(c -> sum.count += c.count % 3);
                        seen.add(sum);
                        return sum;
                    });
            int total = 0;
            for (Counter sum : sums.values().collect()) {
                total += sum.count;
            }
            return total + seen.value().size();
        }
    }

    private static Counter counter(int count) {
        Counter counter = new Counter();
        counter.name = "number " + count;
        counter.count = count;
        return counter;
    }
}
