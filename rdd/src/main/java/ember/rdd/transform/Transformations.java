// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.function.DoubleFunction1;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.model.function.Function3;
import ember.model.function.Function4;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.operator.CoalescedRdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import ember.rdd.operator.PartitionerAwareUnionRdd;
import ember.rdd.operator.UnionRdd;
import ember.rdd.operator.ZippedPartitionsRdd;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Operations on RDDs of any elements. */
public final class Transformations {
    private Transformations() {}

    public static <T, R> Rdd<R> map(Rdd<T> rdd, Function1<? super T, ? extends R> function) {
        rdd.runner().checkClosure(function);
        return new NarrowRdd<>(rdd, new NarrowOp.Map(Erased.function(function)), false);
    }

    public static <T> Rdd<Double> mapToDouble(Rdd<T> rdd, DoubleFunction1<? super T> function) {
        rdd.runner().checkClosure(function);
        return new NarrowRdd<>(rdd, new NarrowOp.MapToDouble(Erased.toDouble(function)), false);
    }

    public static <T> Rdd<T> filter(Rdd<T> rdd, Function1<? super T, Boolean> predicate) {
        rdd.runner().checkClosure(predicate);
        return new NarrowRdd<>(rdd, new NarrowOp.Filter(Erased.function(predicate)), true);
    }

    public static <T, R> Rdd<R> flatMap(Rdd<T> rdd, Function1<? super T, ? extends Iterator<? extends R>> function) {
        rdd.runner().checkClosure(function);
        return new NarrowRdd<>(rdd, new NarrowOp.FlatMap(Erased.function(function)), false);
    }

    /** @param keepsPartitioning the function leaves keys as they are */
    public static <T, R> Rdd<R> mapPartitions(
            Rdd<T> rdd,
            Function1<? super Iterator<T>, ? extends Iterator<? extends R>> function,
            boolean keepsPartitioning) {
        rdd.runner().checkClosure(function);
        return new NarrowRdd<>(rdd, new NarrowOp.MapPartitions(Erased.function(function)), keepsPartitioning);
    }

    /** @param keepsPartitioning the function leaves keys as they are */
    public static <T, R> Rdd<R> mapPartitionsWithIndex(
            Rdd<T> rdd,
            Function2<Integer, ? super Iterator<T>, ? extends Iterator<? extends R>> function,
            boolean keepsPartitioning) {
        rdd.runner().checkClosure(function);
        return new NarrowRdd<>(rdd, new NarrowOp.MapPartitionsWithIndex(Erased.function(function)), keepsPartitioning);
    }

    /** The same elements in an RDD of their own: what Spark makes where it boxes or converts. */
    public static <T> Rdd<T> view(Rdd<T> rdd) {
        return new NarrowRdd<>(rdd, new NarrowOp.Map(new Steps.Same<>()), false);
    }

    /** Each partition as one list, which cannot be changed. */
    public static <T> Rdd<List<T>> glom(Rdd<T> rdd) {
        return view(new NarrowRdd<T, List<T>>(rdd, new Steps.Glom(), false));
    }

    /** Each partition as one array. */
    public static Rdd<Object> toArrays(Rdd<?> rdd) {
        return new NarrowRdd<>(rdd, new Steps.ToArray(), false);
    }

    public static <T> Rdd<T> union(Rdd<T> rdd, Rdd<T> other) {
        return union(rdd, List.of(rdd, other));
    }

    /**
     * All elements of several RDDs. Those without partitions are left out; if the others have one and the same partitioner, it is kept.
     *
     * @param first any RDD of the context; needed as the list may be empty
     */
    public static <T> Rdd<T> union(Rdd<?> first, List<Rdd<T>> rdds) {
        List<Rdd<T>> filled = new ArrayList<>(rdds.size());
        for (Rdd<T> rdd : rdds) {
            if (rdd.numPartitions() > 0) {
                filled.add(rdd);
            }
        }
        Partitioner common = filled.isEmpty() ? null : filled.get(0).partitioner();
        for (Rdd<T> rdd : filled) {
            if (common != null && !common.equals(rdd.partitioner())) {
                common = null;
            }
        }
        return common == null ? new UnionRdd<>(first.runner(), filled) : new PartitionerAwareUnionRdd<>(filled);
    }

    /**
     * At most {@code maxPartitions} partitions, each several neighbours put together.
     *
     * @throws IllegalArgumentException if {@code maxPartitions} is less than 1; no RDD id is used up then
     */
    public static <T> Rdd<T> coalesce(Rdd<T> rdd, int maxPartitions) {
        if (maxPartitions < 1) {
            throw new IllegalArgumentException(
                    "requirement failed: Number of partitions (" + maxPartitions + ") must be positive.");
        }
        return new CoalescedRdd<>(rdd, maxPartitions);
    }

    public static <A, B, R> Rdd<R> zipPartitions(
            Rdd<A> a,
            Rdd<B> b,
            Function2<? super Iterator<A>, ? super Iterator<B>, ? extends Iterator<? extends R>> function) {
        a.runner().checkClosure(function);
        return new ZippedPartitionsRdd<>(List.of(a, b), new Zippers.Two<>(Erased.function(function)));
    }

    public static <A, B, C, R> Rdd<R> zipPartitions(
            Rdd<A> a,
            Rdd<B> b,
            Rdd<C> c,
            Function3<? super Iterator<A>, ? super Iterator<B>, ? super Iterator<C>, ? extends Iterator<? extends R>>
                    function) {
        a.runner().checkClosure(function);
        return new ZippedPartitionsRdd<>(List.of(a, b, c), new Zippers.Three<>(Erased.function(function)));
    }

    public static <A, B, C, D, R> Rdd<R> zipPartitions(
            Rdd<A> a,
            Rdd<B> b,
            Rdd<C> c,
            Rdd<D> d,
            Function4<
                            ? super Iterator<A>,
                            ? super Iterator<B>,
                            ? super Iterator<C>,
                            ? super Iterator<D>,
                            ? extends Iterator<? extends R>>
                    function) {
        a.runner().checkClosure(function);
        return new ZippedPartitionsRdd<>(List.of(a, b, c, d), new Zippers.Four<>(Erased.function(function)));
    }
}
