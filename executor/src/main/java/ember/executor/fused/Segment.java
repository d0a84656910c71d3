// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor.fused;

import ember.model.Pairing;
import ember.rdd.PartitionFold.Step;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.ElementOp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a pipeline that one loop does: steps that make at most one element of one, and what they end in. */
final class Segment {
    private final List<Integer> kinds = new ArrayList<>(Shape.SLOTS);
    private final List<Class<?>> types = new ArrayList<>(Shape.SLOTS);
    private final @Nullable Object[] functions = new Object[Shape.SLOTS];
    private @Nullable Pairing<Object> pairing;
    private final int end;
    private final Object endFunction;

    private Segment(List<ElementOp> steps, int end, Object endFunction) {
        this.end = end;
        this.endFunction = endFunction;
        for (ElementOp step : steps) {
            add(step);
        }
    }

    /** @param end a {@link Step}, or a step that opens elements */
    static Segment of(List<ElementOp> steps, Object end) {
        if (end instanceof Step.Add add) {
            return new Segment(steps, Shape.ADD, add.function());
        }
        if (end instanceof Step.Each each) {
            return new Segment(steps, Shape.EACH, each.function());
        }
        if (end instanceof NarrowOp.FlatMap flatMap) {
            return new Segment(steps, Shape.OPEN, flatMap.function());
        }
        if (end instanceof NarrowOp.FlatMapValues flatMap) {
            Segment segment = new Segment(steps, Shape.OPEN_VALUES, flatMap.function());
            segment.pairing = flatMap.pairing();
            return segment;
        }
        throw new IllegalStateException("nothing that steps end in: " + end);
    }

    static boolean opens(ElementOp step) {
        return step instanceof NarrowOp.FlatMap || step instanceof NarrowOp.FlatMapValues;
    }

    /** What tells the step its keys and values; null: it needs none. */
    static @Nullable Pairing<Object> pairing(ElementOp step) {
        if (step instanceof NarrowOp.MapValues map) {
            return map.pairing();
        }
        if (step instanceof NarrowOp.Keys keys) {
            return keys.pairing();
        }
        if (step instanceof NarrowOp.Values values) {
            return values.pairing();
        }
        if (step instanceof NarrowOp.KeyBy keyBy) {
            return keyBy.pairing();
        }
        return step instanceof NarrowOp.FlatMapValues flatMap ? flatMap.pairing() : null;
    }

    private void add(ElementOp step) {
        if (step instanceof NarrowOp.Map map) {
            add(Shape.MAP, map.function());
        } else if (step instanceof NarrowOp.Filter filter) {
            add(Shape.FILTER, filter.function());
        } else if (step instanceof NarrowOp.MapToDouble map) {
            add(Shape.MAP_TO_DOUBLE, map.function());
        } else if (step instanceof NarrowOp.MapValues map) {
            add(Shape.MAP_VALUES, map.function());
        } else if (step instanceof NarrowOp.Keys) {
            add(Shape.KEYS, null);
        } else if (step instanceof NarrowOp.Values) {
            add(Shape.VALUES, null);
        } else if (step instanceof NarrowOp.KeyBy keyBy) {
            add(Shape.KEY_BY, keyBy.function());
        } else {
            throw new IllegalStateException("not a step that makes at most one element of one: " + step);
        }
        Pairing<Object> own = pairing(step);
        pairing = own == null ? pairing : own;
    }

    private void add(int kind, @Nullable Object function) {
        functions[kinds.size()] = function;
        kinds.add(kind);
        types.add(function == null ? Object.class : function.getClass());
    }

    /**
     * The loop with this segment's functions; null: there is no copy for them.
     *
     * @param sum what it adds up in
     * @param rest the loop for what this one opens
     * @param make the copy if need be
     */
    @Nullable
    FusedChain chain(int sum, @Nullable FusedChain rest, boolean make) {
        Class<?> pairs = pairing == null ? Object.class : pairing.getClass();
        Shape shape = new Shape(List.copyOf(kinds), List.copyOf(types), pairs, end, endFunction.getClass(), sum);
        FusedChain copy = make ? LoopCache.get(shape) : LoopCache.known(shape);
        return copy == null ? null : copy.with(new Functions(functions, pairing, endFunction), rest);
    }
}
