// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.Failures;
import ember.model.Pairing;
import ember.rdd.KnownSize;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.ElementOp;
import ember.rdd.operator.PairsOfKey;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of element-wise steps over one source, one element at a time, without an iterator between the steps.
 *
 * <p>Steps are a loop, so a chain of 100,000 maps needs no stack; an element that {@code flatMap} opens goes on a stack of this
 * class's own. As lazy as nested iterators would be: {@link #hasNext} runs steps only up to the last one that can drop an element,
 * the rest run in {@link #next}; if that last one opens elements, it is enough that there is one.
 */
@SuppressWarnings("NullAway") // The contract of elements is the user's: null is an element like any other.
final class ElementChain implements Iterator<Object>, KnownSize {
    private final ElementOp[] steps;
    /** Steps from here on keep every element, so they can wait until it is asked for. */
    private final int tail;

    private Iterator<?>[] opened = new Iterator<?>[2];
    /** The step at which elements of the iterator at the same depth go on. */
    private int[] resumeAt = new int[2];

    private int depth;
    /** Whether it is known that an element comes: it is {@link #pending}, or the next of {@link #waiting}. */
    private boolean ready;

    private @Nullable Object pending;
    private @Nullable Iterator<?> waiting;

    ElementChain(Iterator<?> source, List<ElementOp> steps) {
        this.steps = steps.toArray(new ElementOp[0]);
        this.opened[0] = source;
        int last = this.steps.length;
        while (last > 0 && !canChangeCount(this.steps[last - 1])) {
            last--;
        }
        this.tail = last;
    }

    private static boolean canChangeCount(ElementOp step) {
        return step instanceof NarrowOp.Filter
                || step instanceof NarrowOp.FlatMap
                || step instanceof NarrowOp.FlatMapValues;
    }

    @Override
    public int knownSize() {
        return tail == 0 ? KnownSize.of(opened[0]) : UNKNOWN;
    }

    @Override
    public boolean hasNext() {
        if (tail == 0) {
            return opened[0].hasNext();
        }
        while (!ready) {
            Iterator<?> top = opened[depth];
            if (!top.hasNext()) {
                if (depth == 0) {
                    return false;
                }
                opened[depth--] = null;
            } else if (resumeAt[depth] == tail) {
                waiting = top;
                ready = true;
            } else {
                push(top.next(), resumeAt[depth]);
            }
        }
        return true;
    }

    @Override
    public Object next() {
        if (tail == 0) {
            return finish(opened[0].next());
        }
        if (!hasNext()) {
            throw new NoSuchElementException("next on empty iterator");
        }
        ready = false;
        Iterator<?> from = waiting;
        if (from != null) {
            waiting = null;
            return finish(from.next());
        }
        Object element = pending;
        pending = null;
        return finish(element);
    }

    /** Carries an element from step {@code from} up to the tail, or until a step drops it or opens it. */
    private void push(@Nullable Object element, int from) {
        Object value = element;
        try {
            for (int i = from; i < tail; i++) {
                ElementOp step = steps[i];
                if (step instanceof NarrowOp.Filter filter) {
                    if (!filter.function().call(value)) {
                        return;
                    }
                } else if (step instanceof NarrowOp.FlatMap flatMap) {
                    open(flatMap.function().call(value), i + 1);
                    return;
                } else if (step instanceof NarrowOp.FlatMapValues flatMap) {
                    Pairing<Object> pairing = flatMap.pairing();
                    Iterator<?> values = flatMap.function().call(pairing.value(value));
                    open(new PairsOfKey(pairing, pairing.key(value), values), i + 1);
                    return;
                } else {
                    value = transform(step, value);
                }
            }
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        pending = value;
        ready = true;
    }

    private void open(Iterator<?> elements, int step) {
        Objects.requireNonNull(elements, NarrowOp.FLAT_MAP_NULL);
        depth++;
        if (depth == opened.length) {
            opened = Arrays.copyOf(opened, depth * 2);
            resumeAt = Arrays.copyOf(resumeAt, depth * 2);
        }
        opened[depth] = elements;
        resumeAt[depth] = step;
    }

    private @Nullable Object finish(@Nullable Object element) {
        Object value = element;
        try {
            for (int i = tail; i < steps.length; i++) {
                value = transform(steps[i], value);
            }
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        return value;
    }

    private static @Nullable Object transform(ElementOp step, @Nullable Object value) throws Exception {
        if (step instanceof NarrowOp.Map map) {
            return map.function().call(value);
        }
        if (step instanceof NarrowOp.MapValues map) {
            Pairing<Object> pairing = map.pairing();
            return pairing.of(pairing.key(value), map.function().call(pairing.value(value)));
        }
        if (step instanceof NarrowOp.MapToDouble map) {
            return map.function().call(value);
        }
        if (step instanceof NarrowOp.Keys keys) {
            return keys.pairing().key(value);
        }
        if (step instanceof NarrowOp.Values values) {
            return values.pairing().value(value);
        }
        if (step instanceof NarrowOp.KeyBy keyBy) {
            return keyBy.pairing().of(keyBy.function().call(value), value);
        }
        throw new IllegalStateException("not a step that keeps every element: " + step);
    }
}
