// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.Failures;
import ember.rdd.Elements;
import ember.rdd.JobRunner;
import ember.rdd.JobSeries;
import ember.rdd.Rdd;
import ember.rdd.RunningJob;
import java.util.Arrays;
import java.util.List;

/**
 * The rounds in which the first elements of an RDD are looked for: one partition, then more, guessed from what was found so far. Used by
 * one thread at a time.
 */
final class Take<T> {
    private final Rdd<T> rdd;
    private final JobSeries<T> jobs;
    private final int count;
    private final int total;
    private final int firstRound;
    private final int scaleUp;
    private final boolean asynchronous;

    private Elements[] parts = new Elements[0];
    private int found;

    /**
     * @param count at least 1
     * @param asynchronous nobody waits for each round: guesses are then a little bolder
     */
    Take(Rdd<T> rdd, int count, boolean asynchronous) {
        this.rdd = rdd;
        this.asynchronous = asynchronous;
        this.jobs = rdd.runner().series(rdd);
        this.count = count;
        this.total = rdd.numPartitions();
        JobRunner runner = rdd.runner();
        this.firstRound = Math.max(1, setting(runner, "spark.rdd.limit.initialNumPartitions", 1));
        this.scaleUp = Math.max(2, setting(runner, "spark.rdd.limit.scaleUpFactor", 4));
    }

    private static int setting(JobRunner runner, String key, int otherwise) {
        String value = runner.setting(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " should be int, but was " + value, e);
        }
    }

    List<T> run() {
        while (!isDone()) {
            int[] partitions = nextRound();
            Elements[] results = new Elements[partitions.length];
            try {
                jobs.run(elementsStillMissing(), partitions, (i, part) -> results[i] = part);
                rdd.runner().checkpoints().afterJob(rdd);
            } catch (Exception e) {
                throw Failures.<RuntimeException>sneaky(e);
            }
            add(results);
        }
        return result();
    }

    /** A round that was started, and what it has found so far. */
    static final class Round {
        private final RunningJob job;
        private final Elements[] found;

        private Round(RunningJob job, Elements[] found) {
            this.job = job;
            this.found = found;
        }

        RunningJob job() {
            return job;
        }
    }

    /** Starts the next round. */
    Round start() {
        int[] partitions = nextRound();
        Elements[] results = new Elements[partitions.length];
        return new Round(jobs.submit(elementsStillMissing(), partitions, (i, part) -> results[i] = part), results);
    }

    /** What a partition is asked for: no more than is still missing. */
    private Partials.First<T> elementsStillMissing() {
        return new Partials.First<>(count - found);
    }

    boolean isDone() {
        return found >= count || parts.length >= total;
    }

    /** The partitions to look into next. */
    private int[] nextRound() {
        int scanned = parts.length;
        long tries = firstRound;
        if (scanned > 0 && found == 0) {
            tries = (long) scanned * scaleUp;
        } else if (scanned > 0) {
            // Half as many again as the density so far suggests, but never more than the factor.
            long guess = asynchronous
                    ? (long) (1.5 * count * scanned / found) - scanned
                    : (long) Math.ceil(1.5 * (count - found) * scanned / found);
            tries = Math.min(Math.max(guess, 1), (long) scanned * scaleUp);
        }
        int[] round = new int[(int) Math.min(tries, total - scanned)];
        for (int i = 0; i < round.length; i++) {
            round[i] = scanned + i;
        }
        return round;
    }

    /** Takes in what a round has found that has ended. */
    void add(Round round) {
        add(round.found);
    }

    private void add(Elements[] results) {
        Elements[] all = Arrays.copyOf(parts, parts.length + results.length);
        System.arraycopy(results, 0, all, parts.length, results.length);
        parts = all;
        for (Elements result : results) {
            found += result.size();
        }
    }

    List<T> result() {
        List<T> all = Elements.concat(parts);
        // A copy: the list would otherwise drag along what was found too much.
        return all.size() <= count ? all : Elements.concat(new Elements[] {Elements.of(all.iterator(), count)});
    }
}
