// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.Rdd;
import ember.rdd.RunningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Take} whose rounds follow each other without anyone waiting: the end of one starts the next, on a pool's thread, on behalf of
 * the thread that began.
 */
final class PendingTake<T> implements PendingResult<List<T>> {
    private final @Nullable Take<T> rounds;
    private final Runnable nextRound;
    private final CompletableFuture<List<T>> result = new CompletableFuture<>();
    private final Object lock = new Object();
    // The rest is guarded by the lock. The latest job comes first.
    private final List<RunningJob> jobs = new ArrayList<>();
    private Take.@Nullable Round latest;
    private @Nullable String cancelReason;

    PendingTake(Rdd<T> rdd, int count) {
        this.rounds = count <= 0 ? null : new Take<>(rdd, count, true);
        this.nextRound = rdd.runner().onBehalfOfCaller(this::finishRound);
    }

    /** Starts the first round, on this thread. Call once. */
    void start() {
        if (rounds == null || rounds.isDone()) {
            result.complete(List.of());
        } else {
            startRound(rounds);
        }
    }

    private void startRound(Take<T> take) {
        Take.Round round;
        synchronized (lock) {
            if (cancelReason != null) {
                result.completeExceptionally(new CancellationException(cancelReason));
                return;
            }
            round = take.start();
            latest = round;
            jobs.add(0, round.job());
        }
        round.job().whenDone(() -> ForkJoinPool.commonPool().execute(nextRound));
    }

    private void finishRound() {
        try {
            Take.Round round;
            synchronized (lock) {
                round = Objects.requireNonNull(latest);
            }
            round.job().await();
            Take<T> take = Objects.requireNonNull(rounds);
            take.add(round);
            if (take.isDone()) {
                result.complete(take.result());
            } else {
                startRound(take);
            }
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public List<Integer> jobIds() {
        synchronized (lock) {
            List<Integer> ids = new ArrayList<>(jobs.size());
            for (RunningJob job : jobs) {
                ids.add(job.jobId());
            }
            return ids;
        }
    }

    @Override
    public void cancel(String reason) {
        synchronized (lock) {
            cancelReason = reason;
            if (!jobs.isEmpty()) {
                jobs.get(0).cancel(reason);
            }
        }
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }

    @Override
    public List<T> await() throws Exception {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what the listener throws is its own affair, not the result's
    public void whenDone(Runnable then) {
        result.whenComplete((list, failure) -> then.run());
    }
}
