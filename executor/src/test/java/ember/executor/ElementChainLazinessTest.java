// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.ElementOp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An element chain against what it stands for: one iterator around another for each step. */
class ElementChainLazinessTest {
    private static final int CHAINS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void userCodeRunsInTheOrderInWhichNestedIteratorsRunIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CHAINS; i++) {
            long chainSeed = random.nextLong();
            assertThat(story(chainSeed, false)).as("chain %d", chainSeed).isEqualTo(story(chainSeed, true));
        }
    }

    /** What happens, in order, when a random chain is asked in a random way. */
    private static List<String> story(long seed, boolean nested) {
        Random random = new Random(seed);
        List<String> story = new ArrayList<>();
        int size = random.nextInt(6);
        List<ElementOp> steps = new ArrayList<>();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            steps.add(randomStep(random.nextInt(3), "step" + i, story));
        }
        Iterator<Object> source = new Counting("source", size, story);
        Iterator<Object> chain = nested ? nest(source, steps) : new ElementChain(source, steps);
        for (int i = 0; i < 60; i++) {
            if (random.nextBoolean()) {
                story.add("hasNext: " + chain.hasNext());
            } else {
                story.add("next: " + nextOf(chain));
            }
        }
        return story;
    }

    private static Object nextOf(Iterator<Object> chain) {
        try {
            return chain.next();
        } catch (NoSuchElementException e) {
            return "none";
        }
    }

    private static ElementOp randomStep(int kind, String name, List<String> story) {
        return switch (kind) {
            case 0 ->
                new NarrowOp.Map(i -> {
                    story.add(name + " maps " + i);
                    return (Integer) i + 1;
                });
            case 1 ->
                new NarrowOp.Filter(i -> {
                    story.add(name + " tests " + i);
                    return (Integer) i % 3 != 0;
                });
            default ->
                new NarrowOp.FlatMap(i -> {
                    story.add(name + " opens " + i);
                    return new Counting(name + "/" + i, (Integer) i % 3, story);
                });
        };
    }

    private static Iterator<Object> nest(Iterator<Object> source, List<ElementOp> steps) {
        Iterator<Object> nested = source;
        for (ElementOp step : steps) {
            if (step instanceof NarrowOp.Map map) {
                nested = new Mapped(nested, map);
            } else if (step instanceof NarrowOp.Filter filter) {
                nested = new Filtered(nested, filter);
            } else {
                nested = new Flattened(nested, (NarrowOp.FlatMap) step);
            }
        }
        return nested;
    }

    /** Numbers from 0, told when they are taken. */
    private static final class Counting implements Iterator<Object> {
        private final String name;
        private final int size;
        private final List<String> story;
        private int next;

        Counting(String name, int size, List<String> story) {
            this.name = name;
            this.size = size;
            this.story = story;
        }

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Object next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            story.add(name + " gives " + next);
            return next++;
        }
    }

    private record Mapped(Iterator<Object> from, NarrowOp.Map step) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return from.hasNext();
        }

        @Override
        public Object next() {
            try {
                return step.function().call(from.next());
            } catch (NoSuchElementException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final class Filtered implements Iterator<Object> {
        private final Iterator<Object> from;
        private final NarrowOp.Filter step;
        private Object head;
        private boolean known;

        Filtered(Iterator<Object> from, NarrowOp.Filter step) {
            this.from = from;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            try {
                while (!known && from.hasNext()) {
                    head = from.next();
                    known = step.function().call(head);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return known;
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            known = false;
            return head;
        }
    }

    private static final class Flattened implements Iterator<Object> {
        private final Iterator<Object> from;
        private final NarrowOp.FlatMap step;
        private Iterator<?> current = List.of().iterator();

        Flattened(Iterator<Object> from, NarrowOp.FlatMap step) {
            this.from = from;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            try {
                while (!current.hasNext()) {
                    if (!from.hasNext()) {
                        return false;
                    }
                    current = step.function().call(from.next());
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return true;
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }
}
