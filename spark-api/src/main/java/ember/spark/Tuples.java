// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.GroupedValues;
import ember.rdd.Rdd;
import ember.rdd.action.PairActions;
import ember.rdd.action.TreeActions;
import ember.rdd.sample.KeySamples;
import ember.rdd.transform.Joins;
import ember.rdd.transform.KeyedTransformations;
import ember.rdd.transform.PairTransformations;
import java.util.List;
import org.apache.spark.api.java.Optional;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.Tuple3;
import scala.Tuple4;

/**
 * The engine's operations on pairs, for tuples. They know nothing of key and value types: {@link #in} and {@link #out} forget and
 * restore them, as the signatures of the API promise.
 */
public final class Tuples {
    public static final PairTransformations<Tuple2<Object, Object>> PAIRS =
            new PairTransformations<>(TuplePairing.get(), ScalaKeyEquality.INSTANCE);
    public static final KeyedTransformations<Tuple2<Object, Object>> KEYED =
            new KeyedTransformations<>(TuplePairing.get(), ScalaKeyEquality.INSTANCE);
    public static final PairActions<Tuple2<Object, Object>> PAIR_ACTIONS =
            new PairActions<>(TuplePairing.get(), ScalaKeyEquality.INSTANCE);
    public static final KeySamples<Tuple2<Object, Object>> KEY_SAMPLES =
            new KeySamples<>(TuplePairing.get(), ScalaKeyEquality.INSTANCE);
    public static final TreeActions<Tuple2<Object, Object>> TREES = new TreeActions<>(TuplePairing.get());
    public static final Joins<Tuple2<Object, Object>> JOINS = new Joins<>(TuplePairing.get());

    /** Values that may be missing, as Java programs see them: a null value on a matching side fails. */
    public static final Joins.Optionals OPTIONALS = new JavaOptionals();

    /** The values of a key on two to four sides, as a tuple. */
    public static final Joins.Grouping GROUPING = new TupleOfSides();

    private Tuples() {}

    @SuppressWarnings("unchecked") // see above
    public static Rdd<Tuple2<Object, Object>> in(Rdd<?> pairs) {
        return (Rdd<Tuple2<Object, Object>>) pairs;
    }

    @SuppressWarnings("unchecked") // see above
    public static <K, V> Rdd<Tuple2<K, V>> out(Rdd<Tuple2<Object, Object>> pairs) {
        return (Rdd<Tuple2<K, V>>) (Rdd<?>) pairs;
    }

    @SuppressWarnings("unchecked") // see above
    public static <K, V> List<Tuple2<K, V>> out(List<Tuple2<Object, Object>> pairs) {
        return (List<Tuple2<K, V>>) (List<?>) pairs;
    }

    private record JavaOptionals() implements Joins.Optionals {
        @Override
        @SuppressWarnings("NullAway") // Spark's Optional refuses null, and so does the join
        public Object of(@Nullable Object value) {
            return Optional.of(value);
        }

        @Override
        public Object none() {
            return Optional.empty();
        }
    }

    private record TupleOfSides() implements Joins.Grouping {
        @Override
        public Object of(List<GroupedValues<Object>> sides) {
            return switch (sides.size()) {
                case 2 -> new Tuple2<>(sides.get(0), sides.get(1));
                case 3 -> new Tuple3<>(sides.get(0), sides.get(1), sides.get(2));
                default -> new Tuple4<>(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
            };
        }
    }
}
