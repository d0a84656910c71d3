// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;

/** Makes an RDD of one kind into one of another; those of the right kind stay what they are. */
public final class Convert {
    private Convert() {}

    @SuppressWarnings("unchecked") // every RDD of a program has elements of type Object
    public static JavaRDD<Object> elements(Object rdd) {
        if (rdd instanceof JavaPairRDD<?, ?> pairs) {
            return pairs.map(pair -> (Object) pair);
        }
        if (rdd instanceof JavaDoubleRDD doubles) {
            return doubles.map(number -> (Object) number);
        }
        return (JavaRDD<Object>) rdd;
    }

    @SuppressWarnings("unchecked") // as above
    public static JavaPairRDD<Object, Object> pairs(Object rdd) {
        return rdd instanceof JavaPairRDD<?, ?> pairs
                ? (JavaPairRDD<Object, Object>) pairs
                : elements(rdd).mapToPair(Fn::pair);
    }

    public static JavaDoubleRDD doubles(Object rdd) {
        return rdd instanceof JavaDoubleRDD doubles ? doubles : elements(rdd).mapToDouble(Fn::number);
    }
}
