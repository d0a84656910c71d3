// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.Failures;
import ember.model.function.VoidFunction1;
import ember.rdd.Elements;
import ember.rdd.JobRunner;
import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;
import ember.rdd.RunningJob;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The actions that do not wait. Their jobs are submitted by the caller's thread, so mistakes in the call are told there. */
public final class AsyncActions {
    private AsyncActions() {}

    public static <T> RunningAction<Long> count(Rdd<T> rdd) {
        long[] total = new long[1];
        return start(rdd, new Partials.Count<T>(), (i, count) -> total[0] += count, () -> total[0]);
    }

    /** All elements, in the order of partitions. */
    public static <T> RunningAction<List<T>> collect(Rdd<T> rdd) {
        Elements[] parts = new Elements[rdd.numPartitions()];
        return start(
                rdd,
                (context, elements) -> Elements.of(elements),
                (i, part) -> parts[i] = part,
                () -> Elements.concat(parts));
    }

    /** The outcome is null. */
    public static <T> RunningAction<Void> foreach(Rdd<T> rdd, VoidFunction1<? super T> function) {
        rdd.runner().checkClosure(function);
        return start(rdd, new Partials.ForEach<T>(function), (i, done) -> {}, AsyncActions::nothing);
    }

    /** The outcome is null. */
    public static <T> RunningAction<Void> foreachPartition(Rdd<T> rdd, VoidFunction1<? super Iterator<T>> function) {
        rdd.runner().checkClosure(function);
        return start(rdd, new Partials.ForEachPartition<T>(function), (i, done) -> {}, AsyncActions::nothing);
    }

    @SuppressWarnings("NullAway") // the one value that Void has
    private static Void nothing() {
        return null;
    }

    private static <T, U, R> RunningAction<R> start(
            Rdd<T> rdd, PartitionFunction<T, U> function, ResultHandler<U> handler, Callable<R> result) {
        RunningJob job = rdd.runner().submitJob(rdd, function, Jobs.allPartitions(rdd), handler);
        RunningAction<R> action = new RunningAction<>(() -> {
            // Hands the results to their handler, on the thread that asks for the outcome.
            job.await();
            return result.call();
        });
        action.started(job);
        job.whenDone(action::settle);
        return action;
    }

    /** The first {@code count} elements. Its rounds are driven by a thread of their own. */
    public static <T> RunningAction<List<T>> take(Rdd<T> rdd, int count) {
        return count <= 0 ? none() : new TakeRounds<>(rdd, new Take<>(rdd, count)).start();
    }

    private static <T> RunningAction<List<T>> none() {
        RunningAction<List<T>> action = new RunningAction<>(List::of);
        action.settle();
        return action;
    }

    /** One job after another, until there are enough elements. */
    private static final class TakeRounds<T> {
        private final Rdd<T> rdd;
        private final Take<T> take;
        private final RunningAction<List<T>> action = new RunningAction<>(this::outcome);
        private volatile @Nullable Throwable failure;

        TakeRounds(Rdd<T> rdd, Take<T> take) {
            this.rdd = rdd;
            this.take = take;
        }

        RunningAction<List<T>> start() {
            Thread driver = new Thread(rdd.runner().onBehalfOfCaller(this::run), "take-async");
            driver.setDaemon(true);
            driver.start();
            return action;
        }

        private void run() {
            try {
                while (!take.isDone() && !action.isCancelled()) {
                    round();
                }
            } catch (Throwable e) {
                failure = e;
            } finally {
                action.settle();
            }
        }

        private void round() throws Exception {
            JobRunner runner = rdd.runner();
            int[] partitions = take.nextRound();
            Elements[] results = new Elements[partitions.length];
            RunningJob job = runner.submitJob(rdd, take.task(), partitions, (i, part) -> results[i] = part);
            action.started(job);
            job.await();
            take.add(results);
        }

        private List<T> outcome() {
            Throwable failed = failure;
            if (failed != null) {
                throw Failures.<RuntimeException>sneaky(failed);
            }
            return take.result();
        }
    }
}
