// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.lang.reflect.Method;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/** The numbers that a context gives its RDDs. */
final class RddIds {
    private RddIds() {}

    /** Uses up numbers up to {@code base}. @return the number that the next RDD gets */
    static int skip(JavaSparkContext context, int base) {
        int next = context.emptyRDD().id() + 1;
        while (next < base) {
            next = one(context) + 1;
        }
        return next;
    }

    /** Spark has a method for it, which makes no RDD. */
    private static int one(JavaSparkContext context) {
        Method number;
        try {
            number = SparkContext.class.getMethod("newRddId");
        } catch (NoSuchMethodException e) {
            return context.emptyRDD().id();
        }
        try {
            return (Integer) number.invoke(context.sc());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
