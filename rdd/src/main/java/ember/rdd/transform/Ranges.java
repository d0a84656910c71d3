// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.function.Function2;
import ember.rdd.JobRunner;
import ember.rdd.Rdd;
import ember.rdd.operator.ParallelCollectionRdd;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Numbers that tasks count up by themselves. */
public final class Ranges {
    private Ranges() {}

    /**
     * The numbers from {@code start} on, {@code end} excluded, in slices of nearly equal length.
     *
     * @throws IllegalArgumentException if {@code step} is 0
     */
    public static Rdd<Object> of(JobRunner runner, long start, long end, long step, int slices) {
        if (step == 0) {
            throw new IllegalArgumentException("requirement failed: step cannot be 0");
        }
        BigInteger first = BigInteger.valueOf(start);
        BigInteger by = BigInteger.valueOf(step);
        BigInteger[] whole = BigInteger.valueOf(end).subtract(first).divideAndRemainder(by);
        // A rest towards the end holds one more; one away from it is an empty range.
        BigInteger count =
                whole[1].signum() != 0 && whole[1].signum() == by.signum() ? whole[0].add(BigInteger.ONE) : whole[0];
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            indices.add(i);
        }
        return Transformations.mapPartitionsWithIndex(
                new ParallelCollectionRdd<Integer>(runner, indices, slices),
                new Slice(first, by, count.max(BigInteger.ZERO), slices),
                false);
    }

    /** The part of a range that a partition has. */
    private record Slice(BigInteger start, BigInteger step, BigInteger count, int slices)
            implements Function2<Integer, Iterator<Integer>, Iterator<Object>> {
        @Override
        public Iterator<Object> call(Integer index, Iterator<Integer> unused) {
            BigInteger from = share(index);
            long numbers = share(index + 1).subtract(from).longValueExact();
            long first = start.add(from.multiply(step)).longValue();
            long by = step.longValue();
            return new Iterator<>() {
                private long next = first;
                private long left = numbers;

                @Override
                public boolean hasNext() {
                    return left > 0;
                }

                @Override
                public Object next() {
                    if (left <= 0) {
                        throw new NoSuchElementException();
                    }
                    long number = next;
                    next += by;
                    left--;
                    return number;
                }
            };
        }

        private BigInteger share(int index) {
            return count.multiply(BigInteger.valueOf(index)).divide(BigInteger.valueOf(slices));
        }
    }
}
