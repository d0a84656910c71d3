// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.function.Function0;
import ember.model.function.Function2;
import ember.model.function.VoidFunction1;
import ember.rdd.Elements;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Comparator;
import java.util.Iterator;

/** What the tasks of actions do with a partition. */
final class Partials {
    private Partials() {}

    record Count<T>() implements PartitionFunction<T, Long> {
        @Override
        public Long apply(TaskContext context, Iterator<T> elements) {
            long count = 0;
            while (elements.hasNext()) {
                elements.next();
                count++;
            }
            return count;
        }
    }

    /** At most one element: the partition's, put together. */
    record Reduce<T>(Function2<T, T, T> function) implements PartitionFunction<T, Elements> {
        @Override
        public Elements apply(TaskContext context, Iterator<T> elements) throws Exception {
            return reduce(elements, function);
        }
    }

    static <T> Elements reduce(Iterator<T> elements, Function2<T, T, T> function) throws Exception {
        if (!elements.hasNext()) {
            return Elements.none();
        }
        T sum = elements.next();
        while (elements.hasNext()) {
            sum = function.call(sum, elements.next());
        }
        return Elements.single(sum);
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

    record Aggregate<T, U>(Function0<U> zeros, Function2<U, T, U> add) implements PartitionFunction<T, U> {
        @Override
        public U apply(TaskContext context, Iterator<T> elements) throws Exception {
            U sum = zeros.call();
            while (elements.hasNext()) {
                sum = add.call(sum, elements.next());
            }
            return sum;
        }
    }

    record ForEach<T>(VoidFunction1<? super T> function) implements PartitionFunction<T, Boolean> {
        @Override
        public Boolean apply(TaskContext context, Iterator<T> elements) throws Exception {
            while (elements.hasNext()) {
                function.call(elements.next());
            }
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
