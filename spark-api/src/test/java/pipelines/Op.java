// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** A kind of step. It takes any elements, so that steps can be left out. */
interface Op {
    /** Elements above which no step makes more of them. */
    long MANY = 60_000;

    /** @param right the same as {@code left} if the step has one input only */
    Frame run(JavaSparkContext context, Step step, Frame left, Frame right);

    /** What comes out of plain lists, in any order; null: the model does not know. */
    default List<Object> model(Step step, List<Object> left, List<Object> right) {
        return null;
    }

    default boolean hasTwoInputs() {
        return false;
    }

    String name();
}
