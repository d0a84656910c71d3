// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import ember.rdd.action.Approximation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.partial.BoundedDouble;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.mutable.HashMap;

/** Counts of values, from those of some partitions. Values are equal as Scala says. */
public final class CountsEstimate<T>
        implements Approximation.Estimate<HashMap<T, Long>, List<Tuple2<T, BoundedDouble>>> {
    private final double confidence;
    private final Known known;
    private final HashMap<T, Long> sums = new HashMap<>();

    /** @param confidence 0 to 1 */
    public CountsEstimate(int partitions, double confidence) {
        this.known = new Known(partitions);
        this.confidence = confidence;
    }

    @Override
    public void accept(int index, HashMap<T, Long> counts) {
        known.oneMore();
        for (Iterator<Tuple2<T, Long>> entries = counts.iterator(); entries.hasNext(); ) {
            Tuple2<T, Long> entry = entries.next();
            add(sums, entry._1(), entry._2());
        }
    }

    /** Counts a value so many times more. */
    public static <T> void add(HashMap<T, Long> sums, T value, long times) {
        Option<Long> before = sums.get(value);
        sums.update(value, before.isEmpty() ? times : before.get() + times);
    }

    @Override
    public List<Tuple2<T, BoundedDouble>> value() {
        List<Tuple2<T, BoundedDouble>> bounds = new ArrayList<>(sums.size());
        for (Iterator<Tuple2<T, Long>> entries = sums.iterator(); entries.hasNext(); ) {
            Tuple2<T, Long> entry = entries.next();
            bounds.add(new Tuple2<>(
                    entry._1(),
                    known.all()
                            ? Known.exactly(entry._2().doubleValue())
                            : Bounds.ofCount(entry._2(), known.share(), confidence)));
        }
        return bounds;
    }
}
