// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** What the code of an operator is given; an RDD of another kind is made into one of the kind it wants. */
public final class Inputs {
    private final JavaSparkContext context;
    private final Path directory;
    private final Step step;
    private final Object left;
    private final Object right;

    Inputs(JavaSparkContext context, Path directory, Step step, Object left, Object right) {
        this.context = context;
        this.directory = directory;
        this.step = step;
        this.left = left;
        this.right = right;
    }

    JavaSparkContext sc() {
        return context;
    }

    /** Where this program may write. */
    Path dir() {
        return directory;
    }

    int n() {
        return step.number();
    }

    int v() {
        return step.variant();
    }

    int count() {
        return step.left();
    }

    int kind() {
        return step.right();
    }

    /** The elements of a source. */
    List<Object> data() {
        return Fn.data(kind(), count(), v());
    }

    JavaRDD<Object> l() {
        return Convert.elements(left);
    }

    JavaRDD<Object> l2() {
        return Convert.elements(right);
    }

    JavaPairRDD<Object, Object> p() {
        return Convert.pairs(left);
    }

    JavaPairRDD<Object, Object> p2() {
        return Convert.pairs(right);
    }

    JavaDoubleRDD d() {
        return Convert.doubles(left);
    }

    JavaDoubleRDD d2() {
        return Convert.doubles(right);
    }
}
