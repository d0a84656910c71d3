// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.Pairing;
import ember.model.function.Function2;
import ember.rdd.PartitionFold.Step;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.ElementOp;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A chain of steps made up from a seed, whose functions tell what they are called with, and now and then fail. */
final class RandomSteps {
    private final Random random;
    private final List<Object> told;
    private final int failsAt;
    private final List<ElementOp> steps = new ArrayList<>();
    private char type = 'i';

    /** @param told everything that a function is called with, in order */
    RandomSteps(long seed, List<Object> told) {
        this.random = new Random(seed);
        this.told = told;
        this.failsAt = random.nextInt(3) == 0 ? random.nextInt(2_000) : -1;
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            steps.add(type == 'i' ? ofNumbers() : type == 'p' ? ofPairs() : ofDoubles());
        }
    }

    List<ElementOp> steps() {
        return steps;
    }

    private int tell(String step, Object argument) {
        told.add(step + argument);
        if (told.size() == failsAt) {
            throw new IllegalArgumentException("fails at " + argument);
        }
        return argument instanceof Number number ? number.intValue() : argument == null ? 0 : argument.hashCode();
    }

    private ElementOp ofNumbers() {
        switch (random.nextInt(7)) {
            case 0 -> {
                return new NarrowOp.Map(n -> tell("add", n) + 7);
            }
            case 1 -> {
                return new NarrowOp.Map(n -> tell("shift", n) % 11 == 0 ? null : ((Number) n).intValue() >> 1);
            }
            case 2 -> {
                return new NarrowOp.Filter(n -> tell("filter", n) % 3 != 0);
            }
            case 3 -> {
                return new NarrowOp.Filter(n -> tell("null at", n) == 1_013 ? null : true);
            }
            case 4 -> {
                return new NarrowOp.FlatMap(n -> {
                    int opened = tell("open", n);
                    return opened == 1_777
                            ? null
                            : Collections.nCopies(opened & 3, opened).iterator();
                });
            }
            case 5 -> {
                type = 'p';
                return new NarrowOp.KeyBy(Entries.PAIRING, n -> tell("key", n) & 15);
            }
            default -> {
                type = 'd';
                return new NarrowOp.MapToDouble(n -> tell("double", n) / 4.0);
            }
        }
    }

    private ElementOp ofDoubles() {
        if (random.nextBoolean()) {
            return new NarrowOp.Filter(d -> tell("some", d) != 5);
        }
        type = 'i';
        return new NarrowOp.Map(d -> tell("int", d));
    }

    private ElementOp ofPairs() {
        switch (random.nextInt(5)) {
            case 0 -> {
                return new NarrowOp.MapValues(Entries.PAIRING, v -> tell("value", v) + 1);
            }
            case 1 -> {
                return new NarrowOp.FlatMapValues(
                        Entries.PAIRING, v -> List.of(tell("values", v), 4).iterator());
            }
            case 2 -> {
                return new NarrowOp.Filter(p -> tell("pair", ((Map.Entry<?, ?>) p).getKey()) != 3);
            }
            case 3 -> {
                type = 'i';
                return new NarrowOp.Keys(Entries.PAIRING);
            }
            default -> {
                type = 'i';
                return new NarrowOp.Values(Entries.PAIRING);
            }
        }
    }

    /** The sum before the first element; it goes with {@link #end}. */
    Object begin(int kind) {
        return switch (kind) {
            case 0, 5 -> 0L;
            case 1 -> 0;
            case 2 -> 0.0;
            default -> "";
        };
    }

    /** What elements are added up by, of six kinds. */
    Step end(int kind) {
        return switch (kind) {
            case 0 -> Step.add((Function2<Long, Object, Long>) (sum, e) -> sum * 31 + tell("sum", e));
            case 1 -> Step.add((Function2<Integer, Object, Integer>) (sum, e) -> sum * 31 + tell("sum", e));
            case 2 -> Step.add((Function2<Double, Object, Double>) (sum, e) -> sum / 3 + tell("sum", e));
            case 3 -> Step.add((Function2<Object, Object, Object>) (sum, e) -> sum.hashCode() + "" + tell("sum", e));
            case 4 -> Step.each(e -> tell("each", e));
            // A sum that becomes something else on the way, and back.
            default ->
                Step.add((Function2<Number, Object, Number>) (sum, e) -> {
                    int element = tell("sum", e);
                    return sum == null
                            ? (Number) 5L
                            : element % 5 == 0 ? null : element % 7 == 0 ? 1.5 : sum.longValue() + 1;
                });
        };
    }

    /** Pairs that are equal if their parts are, null included. */
    enum Entries implements Pairing<Object> {
        PAIRING;

        @Override
        public Object key(Object pair) {
            return ((Map.Entry<?, ?>) pair).getKey();
        }

        @Override
        public Object value(Object pair) {
            return ((Map.Entry<?, ?>) pair).getValue();
        }

        @Override
        public Object of(Object key, Object value) {
            return new SimpleImmutableEntry<>(key, value);
        }
    }

    /** Numbers from 0, told when they are asked for. */
    Iterator<Object> source(int count) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public Object next() {
                told.add("next " + next);
                return next++;
            }
        };
    }
}
