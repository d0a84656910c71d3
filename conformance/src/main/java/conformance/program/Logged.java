// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Jobs of all kinds, each of which leaves the same lines in the log whenever it runs. */
public final class Logged {
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
        all.put("stop", () -> {
            context.stop();
            return "stopped";
        });
        return all;
    }
}
