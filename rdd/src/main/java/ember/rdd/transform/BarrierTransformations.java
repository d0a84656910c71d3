// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Rdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.util.Iterator;

/** Operations whose tasks must all run at once, so that they can wait for each other. */
public final class BarrierTransformations {
    private BarrierTransformations() {}

    /** @param keepsPartitioning the function leaves keys as they are */
    public static <T, R> Rdd<R> mapPartitions(
            Rdd<T> rdd,
            Function1<? super Iterator<T>, ? extends Iterator<? extends R>> function,
            boolean keepsPartitioning) {
        rdd.runner().checkClosure(function);
        return NarrowRdd.barrier(rdd, new NarrowOp.MapPartitions(Erased.function(function)), keepsPartitioning);
    }

    /** @param keepsPartitioning the function leaves keys as they are */
    public static <T, R> Rdd<R> mapPartitionsWithIndex(
            Rdd<T> rdd,
            Function2<Integer, ? super Iterator<T>, ? extends Iterator<? extends R>> function,
            boolean keepsPartitioning) {
        rdd.runner().checkClosure(function);
        return NarrowRdd.barrier(
                rdd, new NarrowOp.MapPartitionsWithIndex(Erased.function(function)), keepsPartitioning);
    }
}
