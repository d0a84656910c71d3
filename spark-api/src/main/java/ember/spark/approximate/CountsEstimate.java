// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import ember.rdd.action.Approximation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.partial.BoundedDouble;
import scala.Tuple2;

/** Counts of values, from those of some partitions. Of values that Scala takes for equal the last one counts, as in Spark. */
public final class CountsEstimate<T> implements Approximation.Estimate<ValueCounts<T>, List<Tuple2<T, BoundedDouble>>> {
    private final double confidence;
    private final Known known;
    private final ValueCounts<T> sums = new ValueCounts<>();

    /** @param confidence 0 to 1 */
    public CountsEstimate(int partitions, double confidence) {
        this.known = new Known(partitions);
        this.confidence = confidence;
    }

    @Override
    public void accept(int index, ValueCounts<T> counts) {
        known.oneMore();
        counts.forEach(sums::add);
    }

    @Override
    public List<Tuple2<T, BoundedDouble>> value() {
        List<Tuple2<T, BoundedDouble>> bounds = new ArrayList<>();
        sums.forEach((value, count) -> bounds.add(new Tuple2<>(
                value,
                known.all() ? Known.exactly((double) count) : Bounds.ofCount(count, known.share(), confidence))));
        return bounds;
    }
}
