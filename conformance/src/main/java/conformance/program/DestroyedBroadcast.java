// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** A broadcast that is destroyed when a function holds it already: some actions look at functions again before their job, some do not. */
public final class DestroyedBroadcast {
    private DestroyedBroadcast() {}

    /** Every kind of action on an RDD that cannot be computed any more. */
    public static Map<String, Callable<Object>> actions(JavaSparkContext context) {
        Broadcast<Integer> shared = context.broadcast(1);
        JavaRDD<Integer> rdd = context.parallelize(List.of(1, 2), 1).map(x -> x + shared.value());
        JavaPairRDD<Integer, Integer> pairs = rdd.mapToPair(x -> new Tuple2<>(x, x));
        shared.destroy();
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        all.put("value", shared::value);
        all.put("unpersist", () -> {
            shared.unpersist();
            return null;
        });
        all.put("count", rdd::count);
        all.put("collect", rdd::collect);
        all.put("collectPartitions", () -> rdd.collectPartitions(new int[] {0}).length);
        all.put("first", rdd::first);
        all.put("take", () -> rdd.take(1));
        all.put("top", () -> rdd.top(1));
        all.put("takeOrdered", () -> rdd.takeOrdered(1));
        all.put("takeSample", () -> rdd.takeSample(false, 1, 1));
        all.put("isEmpty", rdd::isEmpty);
        all.put("reduce", () -> rdd.reduce(Integer::sum));
        all.put("fold", () -> rdd.fold(0, Integer::sum));
        all.put("aggregate", () -> rdd.aggregate(0, Integer::sum, Integer::sum));
        all.put("toLocalIterator", () -> rdd.toLocalIterator().next());
        all.put("zipWithIndex of one partition", () -> rdd.zipWithIndex().count());
        all.put("sortBy", () -> rdd.sortBy(x -> x, true, 2).getNumPartitions());
        all.put("countByValue", rdd::countByValue);
        all.put("collect behind a shuffle", () -> rdd.repartition(2).collect());
        all.put("collectAsMap", pairs::collectAsMap);
        all.put("lookup", () -> pairs.lookup(1));
        all.put("countByKey", pairs::countByKey);
        all.put("reduceByKeyLocally", () -> pairs.reduceByKeyLocally(Integer::sum));
        all.put("sum", () -> rdd.mapToDouble(x -> x).sum());
        all.put("countAsync", () -> rdd.countAsync().get());
        all.put("collectAsync", () -> rdd.collectAsync().get());
        all.put("takeAsync", () -> rdd.takeAsync(1).get());
        all.put("jobs", () -> context.parallelize(List.of(1), 1).countAsync().jobIds());
        return all;
    }
}
