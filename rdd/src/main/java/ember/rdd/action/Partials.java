// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.function.Function0;
import ember.model.function.Function2;
import ember.model.function.VoidFunction1;
import ember.rdd.Elements;
import ember.rdd.PartitionFold;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What the tasks of actions do with a partition. */
final class Partials {
    private Partials() {}

    /** At most one element: the partition's, put together. */
    record Reduce<T>(Function2<T, T, T> function) implements PartitionFold<T, Elements> {
        @Override
        public @Nullable Object begin(Iterator<T> elements) {
            return elements.hasNext() ? elements.next() : NOTHING;
        }

        @Override
        public Step step() {
            return Step.add(function);
        }

        @Override
        public Elements end(@Nullable Object sum) {
            return sum == NOTHING ? Elements.none() : Elements.single(sum);
        }
    }

    /** Two results, each of at most one element, put together. */
    @SuppressWarnings("unchecked") // results of reductions of elements of type T
    static <T> Elements join(Elements left, Elements right, Function2<T, T, T> function) throws Exception {
        if (left.size() == 0) {
            return right;
        }
        if (right.size() == 0) {
            return left;
        }
        return Elements.single(function.call((T) left.values()[0], (T) right.values()[0]));
    }

    /** @throws UnsupportedOperationException if there is none */
    @SuppressWarnings({"unchecked", "NullAway"}) // a result of elements of type T, null if one of them was
    static <T> T single(Rdd<?> rdd, Elements result) {
        if (result.size() == 0) {
            throw Driver.emptyCollection(rdd);
        }
        return (T) result.values()[0];
    }

    record Aggregate<T, U>(Function0<U> zeros, Function2<U, T, U> add) implements PartitionFold<T, U> {
        @Override
        public @Nullable Object begin(Iterator<T> elements) throws Exception {
            return zeros.call();
        }

        @Override
        public Step step() {
            return Step.add(add);
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // what the user's functions made, null if they did
        public U end(@Nullable Object sum) {
            return (U) sum;
        }
    }

    record ForEach<T>(VoidFunction1<? super T> function) implements PartitionFold<T, Boolean> {
        @Override
        public Object begin(Iterator<T> elements) {
            return true;
        }

        @Override
        public Step step() {
            return Step.each(function);
        }

        @Override
        public Boolean end(@Nullable Object sum) {
            return true;
        }
    }

    record ForEachPartition<T>(VoidFunction1<? super Iterator<T>> function) implements PartitionFunction<T, Boolean> {
        @Override
        public Boolean apply(TaskContext context, Iterator<T> elements) throws Exception {
            function.call(elements);
            return true;
        }
    }

    /** The first elements, and no more is asked of the partition than they. */
    record First<T>(int count) implements PartitionFunction<T, Elements> {
        @Override
        public Elements apply(TaskContext context, Iterator<T> elements) {
            return Elements.of(elements, count);
        }

        @Override
        public boolean holdsRdd() {
            return true;
        }
    }

    record Greater<T>(Comparator<? super T> ordering) implements Function2<T, T, T> {
        @Override
        public T call(T first, T second) {
            return ordering.compare(first, second) >= 0 ? first : second;
        }
    }

    record Less<T>(Comparator<? super T> ordering) implements Function2<T, T, T> {
        @Override
        public T call(T first, T second) {
            return ordering.compare(first, second) <= 0 ? first : second;
        }
    }
}
