// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.function.VoidFunction1;
import ember.rdd.ElementCount;
import ember.rdd.Elements;
import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Actions that do not wait for their jobs. */
public final class AsyncActions {
    private AsyncActions() {}

    public static <T> PendingResult<List<T>> collect(Rdd<T> rdd) {
        Elements[] parts = new Elements[rdd.numPartitions()];
        return submit(
                rdd,
                new Partials.First<T>(Integer.MAX_VALUE),
                (i, part) -> parts[i] = part,
                () -> Elements.<T>concat(parts));
    }

    public static <T> PendingResult<Long> count(Rdd<T> rdd) {
        long[] total = new long[1];
        return submit(rdd, new ElementCount<T>(false), (i, count) -> total[0] += count, () -> total[0]);
    }

    /** The first {@code count} elements, found in rounds like those of {@link Actions#take}. */
    public static <T> PendingResult<List<T>> take(Rdd<T> rdd, int count) {
        rdd.runner().ensureActive();
        PendingTake<T> pending = new PendingTake<>(rdd, count);
        pending.start();
        return pending;
    }

    public static <T> PendingResult<@Nullable Void> foreach(Rdd<T> rdd, VoidFunction1<? super T> function) {
        rdd.runner().checkClosure(function);
        return submit(rdd, new Partials.ForEach<>(function), (i, done) -> {}, () -> null);
    }

    public static <T> PendingResult<@Nullable Void> foreachPartition(
            Rdd<T> rdd, VoidFunction1<? super Iterator<T>> function) {
        rdd.runner().checkClosure(function);
        return submit(rdd, new Partials.ForEachPartition<>(function), (i, done) -> {}, () -> null);
    }

    private static <T, U, R> PendingResult<R> submit(
            Rdd<T> rdd, PartitionFunction<T, U> function, ResultHandler<U> handler, Supplier<R> result) {
        rdd.runner().ensureActive();
        RunningJob job = rdd.runner().submitJob(rdd, function, Jobs.allPartitions(rdd), handler);
        return new OfOneJob<>(job, result);
    }

    private record OfOneJob<R>(RunningJob job, Supplier<R> result) implements PendingResult<R> {
        @Override
        public List<Integer> jobIds() {
            return List.of(job.jobId());
        }

        @Override
        public void cancel(String reason) {
            job.cancel(reason);
        }

        @Override
        public boolean isDone() {
            return job.isDone();
        }

        @Override
        public R await() throws Exception {
            job.await();
            return result.get();
        }

        @Override
        public void whenDone(Runnable then) {
            job.whenDone(then);
        }
    }
}
