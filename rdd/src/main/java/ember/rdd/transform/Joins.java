// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.GroupedValues;
import ember.model.Pairing;
import ember.model.function.Function1;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.operator.CoGroupedRdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Operations that bring the pairs of several RDDs together by key.
 *
 * @param <P> the pairs that users see; a joined value is such a pair too
 */
public final class Joins<P> {
    private final Pairing<P> pairing;

    public Joins(Pairing<P> pairing) {
        this.pairing = pairing;
    }

    /** How the facade's users see a value that may be missing. Implementations have no state. */
    public interface Optionals extends Serializable {
        Object of(@Nullable Object value);

        Object none();
    }

    /** How the facade's users see the values of a key, one collection per side. Implementations have no state. */
    public interface Grouping extends Serializable {
        /** @param sides two to four */
        Object of(List<GroupedValues<Object>> sides);
    }

    /**
     * Each key with its values on every side.
     *
     * @param rdds two to four
     */
    public Rdd<P> cogroup(List<Rdd<P>> rdds, Partitioner partitioner, Grouping grouping) {
        Rdd<P> grouped = grouped(rdds, partitioner, new Present(grouping));
        return withValues(grouped, new Steps.Same<>());
    }

    private record Present(Grouping grouping) implements Function1<Object, Object> {
        @Override
        public Object call(Object sides) {
            return grouping.of(sides(sides));
        }
    }

    @SuppressWarnings("unchecked") // what a cogroup makes
    static List<GroupedValues<Object>> sides(@Nullable Object value) {
        return (List<GroupedValues<Object>>) Objects.requireNonNull(value);
    }

    /** The two RDDs that every operation here begins with. */
    Rdd<P> grouped(List<Rdd<P>> rdds, Partitioner partitioner, Function1<Object, Object> present) {
        return withValues(new CoGroupedRdd<>(rdds, pairing, partitioner), present);
    }

    private Rdd<P> withValues(Rdd<P> rdd, Function1<Object, Object> function) {
        return new NarrowRdd<>(rdd, new NarrowOp.MapValues(Erased.pairing(pairing), function), true);
    }

    /** All pairs of values that two RDDs have under the same key. */
    public Rdd<P> join(Rdd<P> left, Rdd<P> right, Partitioner partitioner) {
        return matched(left, right, partitioner, null, null);
    }

    /** The same, and the left's values without a match. */
    public Rdd<P> leftOuterJoin(Rdd<P> left, Rdd<P> right, Partitioner partitioner, Optionals optionals) {
        return withValues(matched(left, right, partitioner, null, optionals), new Steps.Same<>());
    }

    /** The same, and the right's values without a match. */
    public Rdd<P> rightOuterJoin(Rdd<P> left, Rdd<P> right, Partitioner partitioner, Optionals optionals) {
        return withValues(matched(left, right, partitioner, optionals, null), new Steps.Same<>());
    }

    /** The same, and both sides' values without a match. */
    public Rdd<P> fullOuterJoin(Rdd<P> left, Rdd<P> right, Partitioner partitioner, Optionals optionals) {
        return withValues(matched(left, right, partitioner, optionals, optionals), new Steps.Same<>());
    }

    private Rdd<P> matched(
            Rdd<P> left,
            Rdd<P> right,
            Partitioner partitioner,
            @Nullable Optionals optionalLeft,
            @Nullable Optionals optionalRight) {
        Rdd<P> grouped = grouped(List.of(left, right), partitioner, new Steps.Same<>());
        Match<P> match = new Match<>(pairing, optionalLeft, optionalRight);
        return new NarrowRdd<>(grouped, new NarrowOp.FlatMapValues(Erased.pairing(pairing), match), true);
    }

    /**
     * Pairs of a key's values on the left and on the right.
     *
     * @param optionalLeft how values of the left are shown if they may be missing; null: they may not
     */
    private record Match<P>(
            Pairing<P> pairing,
            @Nullable Optionals optionalLeft,
            @Nullable Optionals optionalRight) implements Function1<Object, Iterator<?>> {
        @Override
        public Iterator<?> call(Object grouped) {
            GroupedValues<Object> lefts = sides(grouped).get(0);
            GroupedValues<Object> rights = sides(grouped).get(1);
            if (lefts.isEmpty()) {
                return optionalLeft == null
                        ? Collections.emptyIterator()
                        : new Mapped<>(rights.iterator(), right -> pairing.of(optionalLeft.none(), shown(right)));
            }
            if (rights.isEmpty()) {
                return optionalRight == null
                        ? Collections.emptyIterator()
                        : new Mapped<>(lefts.iterator(), left -> pairing.of(shownLeft(left), optionalRight.none()));
            }
            return pairsOf(lefts, rights);
        }

        private @Nullable Object shownLeft(@Nullable Object value) {
            return optionalLeft == null ? value : optionalLeft.of(value);
        }

        private @Nullable Object shown(@Nullable Object value) {
            return optionalRight == null ? value : optionalRight.of(value);
        }

        private Iterator<P> pairsOf(GroupedValues<Object> lefts, GroupedValues<Object> rights) {
            return new Iterator<>() {
                private final Iterator<Object> left = lefts.iterator();
                private Iterator<Object> right = Collections.emptyIterator();
                private @Nullable Object current;

                @Override
                public boolean hasNext() {
                    return right.hasNext() || left.hasNext();
                }

                @Override
                public P next() {
                    if (!right.hasNext()) {
                        current = left.next();
                        right = rights.iterator();
                    }
                    return pairing.of(shownLeft(current), shown(right.next()));
                }
            };
        }
    }
}
