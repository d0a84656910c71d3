// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.model.Pairing;
import ember.model.function.Function1;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.ElementOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ElementChainTest {
    private final List<Object> pulled = new ArrayList<>();

    /** Numbers from 0, each noted when it is pulled. */
    private Iterator<Object> numbers(int count) {
        return noted("", Collections.nCopies(count, 0).iterator());
    }

    private Iterator<Object> noted(String prefix, Iterator<?> elements) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Object next() {
                elements.next();
                pulled.add(prefix + next);
                return next++;
            }
        };
    }

    private static Iterator<Object> chain(Iterator<?> source, ElementOp... steps) {
        return new ElementChain(source, List.of(steps));
    }

    private static ElementOp map(Function1<Integer, Object> function) {
        return new NarrowOp.Map(i -> function.call((Integer) i));
    }

    private static ElementOp filter(Function1<Integer, Boolean> function) {
        return new NarrowOp.Filter(i -> function.call((Integer) i));
    }

    private static ElementOp flatMap(Function1<Integer, Iterator<?>> function) {
        return new NarrowOp.FlatMap(i -> function.call((Integer) i));
    }

    private static List<Object> rest(Iterator<Object> elements) {
        List<Object> rest = new ArrayList<>();
        elements.forEachRemaining(rest::add);
        return rest;
    }

    @Test
    void stepsAreAppliedInOrder() {
        assertThat(rest(chain(numbers(4), map(i -> i + 1), filter(i -> i % 2 == 0), map(i -> i * 10))))
                .containsExactly(20, 40);
    }

    @Test
    void askingAMapWhetherThereIsMorePullsNothing() {
        Iterator<Object> elements = chain(numbers(2), map(i -> i), map(i -> i));
        assertThat(elements.hasNext()).isTrue();
        assertThat(pulled).isEmpty();
    }

    @Test
    void askingAFilterWhetherThereIsMorePullsUpToTheFirstThatPasses() {
        Iterator<Object> elements = chain(numbers(9), filter(i -> i == 3));
        assertThat(elements.hasNext()).isTrue();
        assertThat(elements.hasNext()).isTrue();
        assertThat(pulled).containsExactly("0", "1", "2", "3");
        assertThat(elements.next()).isEqualTo(3);
        assertThat(pulled).hasSize(4);
    }

    @Test
    void askingAFlatMapWhetherThereIsMoreOpensAnIteratorAndPullsNothingFromIt() {
        Iterator<Object> elements =
                chain(numbers(2), flatMap(i -> noted("inner ", List.of(1, 2).iterator())));
        assertThat(elements.hasNext()).isTrue();
        assertThat(pulled).containsExactly("0");
        elements.next();
        assertThat(pulled).containsExactly("0", "inner 0");
    }

    @Test
    void stepsAfterTheLastThatCanDropRunWhenTheElementIsTaken() {
        Iterator<Object> elements = chain(numbers(2), filter(i -> true), map(i -> {
            throw new IllegalStateException("ran");
        }));
        assertThat(elements.hasNext()).isTrue();
        assertThatThrownBy(elements::next).hasMessage("ran");
    }

    @Test
    void anElementThatAFunctionFailedOnIsGoneAndTheNextOnesAreNot() {
        Iterator<Object> elements = chain(
                numbers(3),
                filter(i -> {
                    if (i == 1) {
                        throw new Exception("checked");
                    }
                    return true;
                }),
                map(i -> i));
        assertThat(elements.next()).isEqualTo(0);
        assertThatThrownBy(elements::next).isExactlyInstanceOf(Exception.class).hasMessage("checked");
        assertThat(elements.next()).isEqualTo(2);
    }

    @Test
    void nullIsAnElementLikeAnyOther() {
        Iterator<Object> elements = chain(
                Arrays.asList(null, 1, null).iterator(),
                new NarrowOp.Filter(i -> true),
                new NarrowOp.FlatMap(i -> Arrays.asList(i, null).iterator()),
                new NarrowOp.Map(i -> i));
        assertThat(rest(elements)).containsExactly(null, null, 1, null, null, null);
    }

    @Test
    void emptyIteratorsOfFlatMapsArePassedOver() {
        Iterator<Object> elements = chain(
                numbers(4),
                flatMap(i -> Collections.nCopies(i, i).iterator()),
                flatMap(i -> i == 2 ? Collections.emptyIterator() : List.of(i).iterator()));
        assertThat(rest(elements)).containsExactly(1, 3, 3, 3);
    }

    @Test
    void nextAtTheEndIsRefused() {
        Iterator<Object> elements = chain(numbers(1), filter(i -> false));
        assertThatThrownBy(elements::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("next on empty iterator");
    }

    @Test
    void aFlatMapThatReturnsNullIsNamed() {
        Iterator<Object> elements = chain(numbers(1), flatMap(i -> null));
        assertThatThrownBy(elements::hasNext)
                .isInstanceOf(NullPointerException.class)
                .hasMessage("flatMap's function returned null instead of an iterator");
    }

    @Test
    void pairsKeepTheirKeyThroughStepsOnValues() {
        Pairing<Object> entries = RandomSteps.Entries.PAIRING;
        Iterator<Object> elements = chain(
                List.<Object>of(Map.entry("a", 1), Map.entry("b", 2)).iterator(),
                new NarrowOp.MapValues(entries, v -> (Integer) v * 10),
                new NarrowOp.FlatMapValues(
                        entries, v -> List.of(v, (Integer) v + 1).iterator()),
                new NarrowOp.KeyBy(entries, pair -> ((Map.Entry<?, ?>) pair).getKey() + "!"));
        assertThat(rest(elements))
                .containsExactly(
                        Map.entry("a!", Map.entry("a", 10)),
                        Map.entry("a!", Map.entry("a", 11)),
                        Map.entry("b!", Map.entry("b", 20)),
                        Map.entry("b!", Map.entry("b", 21)));
    }

    @Test
    void keysAndValuesArePartsOfPairs() {
        List<Object> pairs = List.of(Map.entry("a", 1), Map.entry("b", 2));
        assertThat(rest(chain(pairs.iterator(), new NarrowOp.Keys(RandomSteps.Entries.PAIRING))))
                .containsExactly("a", "b");
        assertThat(rest(chain(pairs.iterator(), new NarrowOp.Values(RandomSteps.Entries.PAIRING))))
                .containsExactly(1, 2);
    }

    @Test
    void aHundredThousandStepsOfEveryKindNeedNoStack() {
        List<ElementOp> steps = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            steps.add(
                    switch (i % 3) {
                        case 0 -> map(n -> n + 1);
                        case 1 -> filter(n -> true);
                        default -> flatMap(n -> List.of(n).iterator());
                    });
        }
        assertThat(rest(new ElementChain(numbers(3), steps))).containsExactly(33_334, 33_335, 33_336);
    }
}
