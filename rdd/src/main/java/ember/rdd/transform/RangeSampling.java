// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.Pairing;
import ember.rdd.Elements;
import ember.rdd.Jobs;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.PartitionOp;
import ember.rdd.operator.NarrowRdd;
import ember.rdd.operator.PartitionPruningRdd;
import ember.rdd.partition.RangePartitioner;
import ember.rdd.partition.XorShiftRandom;
import ember.rdd.sample.SampledRdd;
import ember.rdd.sample.Sampler;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Finds the bounds of a {@link RangePartitioner} by sampling the keys.
 *
 * <p>One job draws about {@value #POINTS_PER_PARTITION} keys for every range asked for, three times as many from each partition as its
 * share, so that uneven ones are seen; a partition that holds even more than that is sampled again by a second job. The sizes and seeds
 * are Spark's: the bounds decide what ends up in which partition.
 */
final class RangeSampling {
    private static final double POINTS_PER_PARTITION = 20.0;
    private static final double MAX_POINTS = 1e6;
    private static final double OVERSAMPLING = 3.0;

    private RangeSampling() {}

    /**
     * Runs the jobs, if more than one range is asked for.
     *
     * @param partitions at most so many ranges, at least 0
     * @throws IllegalArgumentException if {@code partitions} is negative
     */
    static <P> RangePartitioner partitioner(
            Rdd<P> pairs, Pairing<P> pairing, Comparator<Object> ordering, boolean ascending, int partitions) {
        if (partitions < 0) {
            throw new IllegalArgumentException(
                    "requirement failed: Number of partitions cannot be negative but found " + partitions + ".");
        }
        Object[] bounds = partitions <= 1 ? new Object[0] : sampleBounds(pairs, pairing, ordering, partitions);
        return new RangePartitioner(ordering, ascending, bounds);
    }

    /** A key of the sample, and how many keys it stands for. */
    private record Candidate(Object key, float weight) {}

    /** What one partition's sampling found: how many keys there are, and some of them. */
    private record Sketch(int partition, long count, Elements sample) implements Serializable {}

    private static <P> Object[] sampleBounds(
            Rdd<P> pairs, Pairing<P> pairing, Comparator<Object> ordering, int partitions) {
        double sampleSize = Math.min(POINTS_PER_PARTITION * partitions, MAX_POINTS);
        int perPartition = (int) Math.ceil(OVERSAMPLING * sampleSize / pairs.numPartitions());
        List<Sketch> sketches = sketch(keys(pairs, pairing), perPartition);
        long count = 0;
        for (Sketch sketch : sketches) {
            count += sketch.count;
        }
        if (count == 0) {
            return new Object[0];
        }
        double fraction = Math.min(sampleSize / count, 1.0);
        List<Candidate> candidates = new ArrayList<>();
        BitSet crowded = new BitSet();
        for (Sketch sketch : sketches) {
            if (fraction * sketch.count > perPartition) {
                crowded.set(sketch.partition);
            } else {
                float weight = (float) ((double) sketch.count / sketch.sample.size());
                for (Object key : sketch.sample.values()) {
                    candidates.add(new Candidate(key, weight));
                }
            }
        }
        if (!crowded.isEmpty()) {
            sampleAgain(keys(pairs, pairing), XorShiftRandom.scramble(-pairs.id() - 1), crowded, fraction, candidates);
        }
        return chooseBounds(candidates, ordering, Math.min(partitions, candidates.size()));
    }

    private static <P> Rdd<Object> keys(Rdd<P> pairs, Pairing<P> pairing) {
        return new NarrowRdd<>(pairs, new NarrowOp.Keys(Erased.pairing(pairing)), false);
    }

    private static List<Sketch> sketch(Rdd<Object> keys, int perPartition) {
        return Jobs.collect(new NarrowRdd<Object, Sketch>(keys, new Reservoir(perPartition, keys.id()), false));
    }

    private static void sampleAgain(
            Rdd<Object> keys, int seed, BitSet crowded, double fraction, List<Candidate> candidates) {
        Rdd<Object> thinned =
                new SampledRdd<>(new PartitionPruningRdd<>(keys, crowded::get), new Sampler.Bernoulli(fraction), seed);
        float weight = (float) (1.0 / fraction);
        for (Object key : Jobs.collect(thinned)) {
            candidates.add(new Candidate(key, weight));
        }
    }

    /** Keys that cut the candidates into ranges of nearly equal weight. */
    private static Object[] chooseBounds(List<Candidate> candidates, Comparator<Object> ordering, int partitions) {
        List<Candidate> ordered = new ArrayList<>(candidates);
        Collections.sort(ordered, (left, right) -> ordering.compare(left.key, right.key));
        double total = 0;
        for (Candidate candidate : ordered) {
            total += candidate.weight;
        }
        double step = total / partitions;
        double target = step;
        double reached = 0;
        List<Object> bounds = new ArrayList<>();
        for (Candidate candidate : ordered) {
            if (bounds.size() >= partitions - 1) {
                break;
            }
            reached += candidate.weight;
            boolean isNew = bounds.isEmpty() || ordering.compare(candidate.key, bounds.get(bounds.size() - 1)) > 0;
            if (reached >= target && isNew) {
                bounds.add(candidate.key);
                target += step;
            }
        }
        return bounds.toArray();
    }

    /** Draws a partition's sample: every key has the same chance (Vitter's algorithm R). */
    private record Reservoir(int size, int rddId) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> keys) {
            Elements sample = Elements.of(keys, size);
            long count = sample.size();
            if (keys.hasNext()) {
                XorShiftRandom random = new XorShiftRandom(XorShiftRandom.scramble(partition ^ (rddId << 16)));
                while (keys.hasNext()) {
                    Object key = keys.next();
                    count++;
                    long place = (long) (random.nextDouble() * count);
                    if (place < size) {
                        sample.values()[(int) place] = key;
                    }
                }
            }
            return List.of(new Sketch(partition, count, sample)).iterator();
        }
    }
}
