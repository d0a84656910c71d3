// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Function1;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.NonLocalReturnControl;

/**
 * Functions as Scala's compiler makes them of closures, twice each: one without fault, one with a {@code return} that leaves the method
 * around it, and one that cannot be serialised. Spark refuses the last two.
 */
public final class ScalaClosures {
    private ScalaClosures() {}

    public static Map<String, Callable<Object>> refused(JavaSparkContext context) {
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        for (int time = 1; time <= 2; time++) {
            all.put(
                    "faultless " + time,
                    () -> mapped(context, (Function1<Iterator<Object>, Iterator<Object>> & Serializable)
                            ScalaClosures::$anonfun$faultless$1));
            all.put(
                    "returns " + time,
                    () -> mapped(context, (Function1<Iterator<Object>, Iterator<Object>> & Serializable)
                            ScalaClosures::$anonfun$returns$1));
            Object held = new Object();
            all.put(
                    "unserialisable " + time,
                    () -> mapped(context, (Function1<Iterator<Object>, Iterator<Object>> & Serializable)
                            elements -> $anonfun$holds$1(held, elements)));
        }
        return all;
    }

    /** The one way by which Java hands over a function of Scala's. */
    private static List<Object> mapped(
            JavaSparkContext context, Function1<Iterator<Object>, Iterator<Object>> function) {
        return context.<Object>parallelize(List.of(1, 2), 1)
                .rdd()
                .barrier()
                .mapPartitions(function, false, ClassTag$.MODULE$.apply(Object.class))
                .toJavaRDD()
                .collect();
    }

    private static Iterator<Object> $anonfun$faultless$1(Iterator<Object> elements) {
        return elements;
    }

    private static Iterator<Object> $anonfun$returns$1(Iterator<Object> elements) {
        throw new IllegalStateException(new NonLocalReturnControl<>("the method around it", elements));
    }

    private static Iterator<Object> $anonfun$holds$1(Object held, Iterator<Object> elements) {
        return held == null ? null : elements;
    }
}
