// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** The numbers that a context gives its RDDs. */
final class RddIds {
    /** A method of Spark's that makes no RDD. */
    private static final @Nullable MethodHandle NEW_NUMBER = newNumber();

    private RddIds() {}

    private static @Nullable MethodHandle newNumber() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(SparkContext.class, "newRddId", MethodType.methodType(int.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            // Ember has none.
            return null;
        }
    }

    /** Uses up numbers up to {@code base}. @return the number that the next RDD gets */
    static int skip(JavaSparkContext context, int base) {
        int next = context.emptyRDD().id() + 1;
        while (next < base) {
            next = one(context) + 1;
        }
        return next;
    }

    private static int one(JavaSparkContext context) {
        if (NEW_NUMBER == null) {
            return context.emptyRDD().id();
        }
        try {
            return (int) NEW_NUMBER.invoke(context.sc());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
