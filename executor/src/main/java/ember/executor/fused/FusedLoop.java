// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor.fused;

import static ember.executor.fused.Shape.ADD;
import static ember.executor.fused.Shape.DOUBLE;
import static ember.executor.fused.Shape.EACH;
import static ember.executor.fused.Shape.FILTER;
import static ember.executor.fused.Shape.INT;
import static ember.executor.fused.Shape.KEYS;
import static ember.executor.fused.Shape.KEY_BY;
import static ember.executor.fused.Shape.LONG;
import static ember.executor.fused.Shape.MAP;
import static ember.executor.fused.Shape.MAP_TO_DOUBLE;
import static ember.executor.fused.Shape.MAP_VALUES;
import static ember.executor.fused.Shape.OBJECT;
import static ember.executor.fused.Shape.OPEN;
import static ember.executor.fused.Shape.VALUES;

import ember.model.Pairing;
import ember.model.function.DoubleFunction1;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.model.function.VoidFunction1;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.PairsOfKey;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One loop over up to {@link Shape#SLOTS} steps and what they end in: a template.
 *
 * <p>What runs is a copy of this class, made by {@link LoopCache}, whose constants are those of one {@link Shape}. Steps it does not
 * have vanish when the copy is compiled. The class of each function is a constant too, and {@link #exact} tells it the compiler before
 * the loop: so functions are compiled into the loop without a question that could leave it, and boxes that no such question refers to
 * are never made. Whatever is asked within the loop, a cast for instance, costs each box that there is by then: so the sum is boxed
 * after the steps, except where a filter may leave it as it was, since of two boxes of which one goes on neither can be saved.
 */
@SuppressWarnings({"unchecked", "NullAway"}) // As in ElementChain: steps meet what the ones before made, null included.
final class FusedLoop extends FusedChain {
    private static final Shape SHAPE = shapeOfThisCopy();
    private static final int K0 = SHAPE.kind(0);
    private static final int K1 = SHAPE.kind(1);
    private static final int K2 = SHAPE.kind(2);
    private static final int K3 = SHAPE.kind(3);
    private static final int K4 = SHAPE.kind(4);
    private static final int K5 = SHAPE.kind(5);
    private static final int K6 = SHAPE.kind(6);
    private static final int K7 = SHAPE.kind(7);
    /** Whether the sum can stay what it is: then it is boxed before the steps, else after them. */
    private static final boolean DROPS = SHAPE.kinds().contains(FILTER);

    private static final Class<?> T0 = SHAPE.type(0);
    private static final Class<?> T1 = SHAPE.type(1);
    private static final Class<?> T2 = SHAPE.type(2);
    private static final Class<?> T3 = SHAPE.type(3);
    private static final Class<?> T4 = SHAPE.type(4);
    private static final Class<?> T5 = SHAPE.type(5);
    private static final Class<?> T6 = SHAPE.type(6);
    private static final Class<?> T7 = SHAPE.type(7);
    private static final Class<?> PAIRING = SHAPE.pairing();
    private static final int END = SHAPE.end();
    private static final Class<?> END_TYPE = SHAPE.endType();
    private static final int SUM = SHAPE.sum();

    private final Functions functions;
    private final @Nullable FusedChain rest;

    /** What the copy was made for: what it was defined with. */
    private static Shape shapeOfThisCopy() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Shape.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a class may see what it was defined with", e);
        }
    }

    FusedLoop(Functions functions, @Nullable FusedChain rest) {
        this.functions = functions;
        this.rest = rest;
    }

    @Override
    FusedChain with(Functions own, @Nullable FusedChain then) {
        return new FusedLoop(own, then);
    }

    @Override
    @Nullable
    Object run(@Nullable Object sum, Iterator<?> source, int limit, @Nullable TaskContext killable) throws Exception {
        Object f0 = exact(T0, functions.step(0));
        Object f1 = exact(T1, functions.step(1));
        Object f2 = exact(T2, functions.step(2));
        Object f3 = exact(T3, functions.step(3));
        Object f4 = exact(T4, functions.step(4));
        Object f5 = exact(T5, functions.step(5));
        Object f6 = exact(T6, functions.step(6));
        Object f7 = exact(T7, functions.step(7));
        Pairing<Object> pairing = (Pairing<Object>) exact(PAIRING, functions.pairing());
        FusedChain then = rest;
        Object end = exact(END_TYPE, functions.end());
        long longs = SUM == LONG ? (Long) sum : 0;
        double doubles = SUM == DOUBLE ? (Double) sum : 0;
        int ints = SUM == INT ? (Integer) sum : 0;
        Object objects = sum;
        int count = 0;
        try {
            while (count < limit) {
                if (killable != null) {
                    killable.throwIfKilled();
                }
                if (!source.hasNext()) {
                    break;
                }
                Object element = source.next();
                count++;
                Object soFar = DROPS ? box(longs, doubles, ints, objects) : null;
                Object passed = pass(element, f0, f1, f2, f3, f4, f5, f6, f7, pairing, end, then, soFar);
                Object made = DROPS ? passed : add(end, pairing, then, box(longs, doubles, ints, objects), passed);
                if (SUM == LONG && made instanceof Long number) {
                    longs = number;
                } else if (SUM == DOUBLE && made instanceof Double number) {
                    doubles = number;
                } else if (SUM == INT && made instanceof Integer number) {
                    ints = number;
                } else if (SUM == OBJECT) {
                    objects = made;
                } else {
                    return made;
                }
            }
            return box(longs, doubles, ints, objects);
        } finally {
            taken = count;
        }
    }

    private static @Nullable Object box(long longs, double doubles, int ints, @Nullable Object objects) {
        return SUM == LONG ? (Object) longs : SUM == DOUBLE ? (Object) doubles : SUM == INT ? (Object) ints : objects;
    }

    /** The function as one of a class that the compiler knows. @return null: there is none */
    private static @Nullable Object exact(Class<?> type, @Nullable Object function) {
        return type == Object.class ? null : Objects.requireNonNull(type.cast(function));
    }

    /** Takes an element through all steps. @return what comes out; if steps can drop it, the sum with that, or as it was */
    private static @Nullable Object pass(
            @Nullable Object element,
            @Nullable Object f0,
            @Nullable Object f1,
            @Nullable Object f2,
            @Nullable Object f3,
            @Nullable Object f4,
            @Nullable Object f5,
            @Nullable Object f6,
            @Nullable Object f7,
            @Nullable Pairing<Object> pairing,
            Object end,
            @Nullable FusedChain rest,
            @Nullable Object sum)
            throws Exception {
        Object value = element;
        if (K0 == FILTER && !keeps(f0, value)) {
            return sum;
        }
        value = step(K0, f0, pairing, value);
        if (K1 == FILTER && !keeps(f1, value)) {
            return sum;
        }
        value = step(K1, f1, pairing, value);
        if (K2 == FILTER && !keeps(f2, value)) {
            return sum;
        }
        value = step(K2, f2, pairing, value);
        if (K3 == FILTER && !keeps(f3, value)) {
            return sum;
        }
        value = step(K3, f3, pairing, value);
        if (K4 == FILTER && !keeps(f4, value)) {
            return sum;
        }
        value = step(K4, f4, pairing, value);
        if (K5 == FILTER && !keeps(f5, value)) {
            return sum;
        }
        value = step(K5, f5, pairing, value);
        if (K6 == FILTER && !keeps(f6, value)) {
            return sum;
        }
        value = step(K6, f6, pairing, value);
        if (K7 == FILTER && !keeps(f7, value)) {
            return sum;
        }
        value = step(K7, f7, pairing, value);
        return DROPS ? add(end, pairing, rest, sum, value) : value;
    }

    private static boolean keeps(@Nullable Object function, @Nullable Object element) throws Exception {
        return ((Function1<Object, Boolean>) function).call(element);
    }

    private static @Nullable Object step(
            int kind, @Nullable Object function, @Nullable Pairing<Object> pairing, @Nullable Object element)
            throws Exception {
        return switch (kind) {
            case MAP -> ((Function1<Object, Object>) function).call(element);
            case MAP_TO_DOUBLE -> ((DoubleFunction1<Object>) function).call(element);
            case MAP_VALUES ->
                pairing.of(pairing.key(element), ((Function1<Object, Object>) function).call(pairing.value(element)));
            case KEYS -> pairing.key(element);
            case VALUES -> pairing.value(element);
            case KEY_BY -> pairing.of(((Function1<Object, Object>) function).call(element), element);
            default -> element;
        };
    }

    private static @Nullable Object add(
            Object end,
            @Nullable Pairing<Object> pairing,
            @Nullable FusedChain rest,
            @Nullable Object sum,
            @Nullable Object element)
            throws Exception {
        switch (END) {
            case ADD -> {
                return ((Function2<Object, Object, Object>) end).call(sum, element);
            }
            case EACH -> {
                ((VoidFunction1<Object>) end).call(element);
                return sum;
            }
            case OPEN -> {
                Iterator<?> opened = ((Function1<Object, Iterator<?>>) end).call(element);
                Objects.requireNonNull(opened, NarrowOp.FLAT_MAP_NULL);
                return rest.run(sum, opened, Integer.MAX_VALUE, null);
            }
            default -> {
                Iterator<?> opened = ((Function1<Object, Iterator<?>>) end).call(pairing.value(element));
                Objects.requireNonNull(opened, NarrowOp.FLAT_MAP_NULL);
                return rest.run(sum, new PairsOfKey(pairing, pairing.key(element), opened), Integer.MAX_VALUE, null);
            }
        }
    }
}
