// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.function.Function0;
import ember.model.function.Function2;
import ember.model.function.VoidFunction1;
import ember.rdd.ElementCount;
import ember.rdd.Elements;
import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;
import ember.rdd.action.Partials.Aggregate;
import ember.rdd.action.Partials.ForEach;
import ember.rdd.action.Partials.ForEachPartition;
import ember.rdd.action.Partials.Reduce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Actions on RDDs of any elements. Lists they give cannot be changed. */
public final class Actions {
    private Actions() {}

    /** All elements, in the order of partitions. */
    public static <T> List<T> collect(Rdd<T> rdd) {
        return Jobs.collect(rdd);
    }

    /** The elements of some partitions, one list each. */
    public static <T> List<List<T>> collectPartitions(Rdd<T> rdd, int[] partitions) {
        Elements[] parts = Jobs.collect(rdd, partitions);
        List<List<T>> lists = new ArrayList<>(parts.length);
        for (Elements part : parts) {
            lists.add(Elements.concat(new Elements[] {part}));
        }
        return lists;
    }

    public static <T> long count(Rdd<T> rdd) {
        long[] total = new long[1];
        rdd.runner().runJob(rdd, new ElementCount<T>(true), Jobs.allPartitions(rdd), (i, count) -> total[0] += count);
        return total[0];
    }

    /** @throws UnsupportedOperationException if there are no elements */
    public static <T> T reduce(Rdd<T> rdd, Function2<T, T, T> function) {
        rdd.runner().checkClosure(function);
        Reduced<T> reduced = new Reduced<>(function);
        run(rdd, new Reduce<>(function), reduced);
        return Partials.single(rdd, reduced.soFar);
    }

    /** Partitions' results put together one by one. Used by the thread that waits for the job. */
    private static final class Reduced<T> implements ResultHandler<Elements> {
        private final Function2<T, T, T> function;
        private Elements soFar = Elements.none();

        Reduced(Function2<T, T, T> function) {
            this.function = function;
        }

        @Override
        public void accept(int index, Elements part) throws Exception {
            soFar = Partials.join(soFar, part, function);
        }
    }

    private static <T, U> void run(Rdd<T> rdd, PartitionFunction<T, U> function, ResultHandler<U> merge) {
        int[] all = Jobs.allPartitions(rdd);
        rdd.runner().runJob(rdd, function, all, new InOrder<>(all.length, merge));
    }

    /** @param zero the start in every partition and once more in the driver; copied, serialisable */
    public static <T> T fold(Rdd<T> rdd, T zero, Function2<T, T, T> function) {
        return aggregate(rdd, zero, function, function);
    }

    /** @param zero the start in every partition and once more in the driver; copied, serialisable */
    public static <T, U> U aggregate(Rdd<T> rdd, U zero, Function2<U, T, U> add, Function2<U, U, U> join) {
        Function0<U> zeros = Driver.copiesOf(rdd, zero);
        // Not what joins: that stays in the driver, and Spark takes what it has captured as it is.
        rdd.runner().checkClosure(add);
        List<U> soFar = new ArrayList<>(1);
        soFar.add(Driver.start(zeros));
        run(rdd, new Aggregate<>(zeros, add), (i, part) -> soFar.set(0, join.call(soFar.get(0), part)));
        return soFar.get(0);
    }

    /** The first {@code count} elements. Looks into more and more partitions until it has enough, a job each time. */
    public static <T> List<T> take(Rdd<T> rdd, int count) {
        return count <= 0 ? List.of() : new Take<>(rdd, count, false).run();
    }

    /** @throws UnsupportedOperationException if there are no elements */
    public static <T> T first(Rdd<T> rdd) {
        List<T> first = take(rdd, 1);
        if (first.isEmpty()) {
            throw Driver.emptyCollection(rdd);
        }
        return first.get(0);
    }

    public static boolean isEmpty(Rdd<?> rdd) {
        return rdd.numPartitions() == 0 || take(rdd, 1).isEmpty();
    }

    /** The {@code count} least elements, the least first. */
    public static <T> List<T> takeOrdered(Rdd<T> rdd, int count, Comparator<? super T> ordering) {
        rdd.runner().checkClosure(ordering);
        return count == 0 || rdd.numPartitions() == 0 ? List.of() : new TakeOrdered<>(rdd, count, ordering).run();
    }

    /** The {@code count} greatest elements, the greatest first. */
    public static <T> List<T> top(Rdd<T> rdd, int count, Comparator<? super T> ordering) {
        rdd.runner().checkClosure(ordering);
        return takeOrdered(rdd, count, ordering.reversed());
    }

    /** @throws UnsupportedOperationException if there are no elements */
    public static <T> T max(Rdd<T> rdd, Comparator<? super T> ordering) {
        return reduce(rdd, new Partials.Greater<>(ordering));
    }

    /** @throws UnsupportedOperationException if there are no elements */
    public static <T> T min(Rdd<T> rdd, Comparator<? super T> ordering) {
        return reduce(rdd, new Partials.Less<>(ordering));
    }

    public static <T> void foreach(Rdd<T> rdd, VoidFunction1<? super T> function) {
        rdd.runner().checkClosure(function);
        rdd.runner().runJob(rdd, new ForEach<>(function), Jobs.allPartitions(rdd), (i, done) -> {});
    }

    public static <T> void foreachPartition(Rdd<T> rdd, VoidFunction1<? super Iterator<T>> function) {
        rdd.runner().checkClosure(function);
        rdd.runner().runJob(rdd, new ForEachPartition<>(function), Jobs.allPartitions(rdd), (i, done) -> {});
    }

    /** All elements; each partition is computed by a job of its own, when the iterator reaches it. */
    public static <T> Iterator<T> toLocalIterator(Rdd<T> rdd) {
        return new LocalIterator<>(rdd);
    }
}
