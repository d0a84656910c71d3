// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import ember.model.Failures;
import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.rdd.Jobs;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp.PartitionOp;
import ember.rdd.operator.NarrowRdd;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Samples of pairs in which each key has a fraction of its own.
 *
 * @param <P> the pairs that users see
 */
public final class KeySamples<P> {
    private final Pairing<P> pairing;
    private final KeyEquality keyEquality;

    /** @param keyEquality when a key is one of those that have a fraction */
    public KeySamples(Pairing<P> pairing, KeyEquality keyEquality) {
        this.pairing = pairing;
        this.keyEquality = keyEquality;
    }

    /**
     * Each key's fraction on average.
     *
     * @param fractions for every key that there is; a task that meets another fails
     * @throws IllegalArgumentException if a fraction is negative
     */
    public Rdd<P> sample(Rdd<P> rdd, boolean withReplacement, Map<?, Double> fractions, long seed) {
        KeyMap<Double> rates = checked(fractions);
        return new NarrowRdd<>(rdd, new Approximate<>(pairing, withReplacement, rates, seed), true, true);
    }

    /**
     * Exactly each key's fraction, rounded up. Runs a job at once.
     *
     * @param counts how many elements each key has; needed with replacement only
     */
    public Rdd<P> sampleExactly(
            Rdd<P> rdd, boolean withReplacement, Map<?, Double> fractions, Map<?, Long> counts, long seed) {
        KeyMap<Double> rates = checked(fractions);
        KeyMap<Stratum> strata = new KeyMap<>(keyEquality);
        Look<P> look = new Look<>(pairing, withReplacement, rates, KeyMap.of(keyEquality, counts), seed);
        List<KeyMap<Stratum>> parts = Jobs.collect(new NarrowRdd<P, KeyMap<Stratum>>(rdd, look, false, true));
        if (parts.isEmpty()) {
            throw rdd.runner().failures().unsupported(Failures.Unsupported.EMPTY_COLLECTION);
        }
        for (KeyMap<Stratum> part : parts) {
            part.forEach((key, stratum) -> {
                // The later partition's bounds stay, as in Spark.
                Stratum before = strata.put(key, stratum);
                if (before != null) {
                    stratum.merge(before);
                }
            });
        }
        KeyMap<double[]> bounds = new KeyMap<>(keyEquality);
        strata.forEach((key, stratum) -> bounds.put(
                key,
                new double[] {stratum.acceptBound(), stratum.waitListBound(), stratum.threshold(rates.existing(key))}));
        return new NarrowRdd<>(rdd, new Exact<>(pairing, withReplacement, bounds, seed), true, true);
    }

    private KeyMap<Double> checked(Map<?, Double> fractions) {
        for (double fraction : fractions.values()) {
            if (!(fraction >= 0)) {
                throw new IllegalArgumentException("requirement failed: Negative sampling rates.");
            }
        }
        return KeyMap.of(keyEquality, fractions);
    }

    /** Takes each pair by its key's fraction. */
    private record Approximate<P>(Pairing<P> pairing, boolean withReplacement, KeyMap<Double> rates, long seed)
            implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after RDDs of pairs only
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> pairs) {
            KeyDraws draws = new KeyDraws(seed + partition);
            return new Drawn<>((Iterator<P>) pairs, pair -> {
                double rate = rates.existing(pairing.key(pair));
                return withReplacement ? draws.poisson(rate) : draws.uniform() < rate ? 1 : 0;
            });
        }
    }

    /** First look at the pairs of a partition: what an exact sample is found from. */
    private record Look<P>(
            Pairing<P> pairing, boolean withReplacement, KeyMap<Double> rates, KeyMap<Long> counts, long seed)
            implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after RDDs of pairs only
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> pairs) {
            KeyDraws draws = new KeyDraws(seed + partition);
            KeyMap<Stratum> strata = new KeyMap<>(rates.equality());
            while (pairs.hasNext()) {
                Object key = pairing.key((P) pairs.next());
                double rate = rates.existing(key);
                Stratum stratum = strata.getOrPut(key, Stratum::new);
                if (withReplacement) {
                    Long count = counts.get(key);
                    stratum.seeOften(rate, count == null ? 0 : count, draws);
                } else {
                    stratum.seeOnce(rate, draws);
                }
            }
            return List.of(strata).iterator();
        }
    }

    /** Takes the pairs of the exact sample, with the same draws in the same order as the first look. */
    private record Exact<P>(Pairing<P> pairing, boolean withReplacement, KeyMap<double[]> bounds, long seed)
            implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after RDDs of pairs only
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> pairs) {
            KeyDraws draws = new KeyDraws(seed + partition);
            return new Drawn<>((Iterator<P>) pairs, pair -> {
                double[] bound = bounds.existing(pairing.key(pair));
                return withReplacement ? often(bound, draws) : draws.uniform() < bound[2] ? 1 : 0;
            });
        }

        private static int often(double[] bound, KeyDraws draws) {
            int times = draws.poisson(bound[0]);
            int candidates = draws.poisson(bound[1]);
            for (int i = 0; i < candidates; i++) {
                times += draws.uniform() < bound[2] ? 1 : 0;
            }
            return times;
        }
    }
}
