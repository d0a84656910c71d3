// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import ember.storage.memory.SizeEstimator;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of some functions with what they captured, of which copies are made without bytes: for programs whose every job captures
 * a new array, as iterative ones do. Only for lambdas, records and arrays that hold nothing else than these and what nobody can
 * change; copies of all of them are as Java serialisation makes them, objects that are held twice included. Everything else, and
 * whatever holds itself, has no recipe.
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class CopyRecipe {
    /** Of the part of a form that says more than what was captured: names and types. */
    private static final int LAMBDA_BYTES = 256;

    private static final int REFERENCE_BYTES = 8;

    private final List<Part> parts;
    private final int[] roots;
    private final long sizeBytes;

    private CopyRecipe(List<Part> parts, int[] roots, long sizeBytes) {
        this.parts = parts;
        this.roots = roots;
        this.sizeBytes = sizeBytes;
    }

    /** One object to be made of those that were made before it. */
    private interface Part {
        @Nullable
        Object make(@Nullable Object[] made) throws ReflectiveOperationException;
    }

    /**
     * Takes the picture.
     *
     * @return null: some object is of a kind that has no recipe
     */
    public static @Nullable CopyRecipe of(Object[] roots, Immutability immutability) {
        if (immutability.sharesNothing()) {
            return null;
        }
        try {
            Writer writer = new Writer(immutability);
            int[] numbers = writer.addAll(roots);
            return new CopyRecipe(List.copyOf(writer.parts), numbers, writer.sizeBytes);
        } catch (ReflectiveOperationException unsuitable) {
            // Java serialisation says of the same object what is wrong with it, or copies it.
            return null;
        }
    }

    /** About as many bytes as the objects take that are copied. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * New copies of the objects that the picture was taken of, in their order.
     *
     * @throws ReflectiveOperationException if a class does not let its lambdas or records be made again, or what its constructor throws
     */
    public @Nullable Object[] make() throws ReflectiveOperationException {
        @Nullable Object[] made = new Object[parts.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = parts.get(i).make(made);
        }
        return select(made, roots);
    }

    private static @Nullable Object[] select(@Nullable Object[] made, int[] numbers) {
        @Nullable Object[] selected = new Object[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            selected[i] = made[numbers[i]];
        }
        return selected;
    }

    /** Puts each object after those that it holds. */
    private static final class Writer {
        /** Of an object whose parts are being looked at. */
        private static final int OPEN = -1;

        private final Immutability immutability;
        private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
        private final List<Part> parts = new ArrayList<>();
        private long sizeBytes;

        private Writer(Immutability immutability) {
            this.immutability = immutability;
        }

        private int[] addAll(@Nullable Object[] values) throws ReflectiveOperationException {
            int[] places = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                places[i] = add(values[i]);
            }
            return places;
        }

        private int add(@Nullable Object value) throws ReflectiveOperationException {
            if (value == null || (!value.getClass().isArray() && immutability.isImmutable(value))) {
                sizeBytes += REFERENCE_BYTES;
                return next(made -> value);
            }
            Integer known = numbers.putIfAbsent(value, OPEN);
            if (known != null) {
                if (known == OPEN) {
                    throw new ReflectiveOperationException("holds itself: " + value.getClass());
                }
                return known;
            }
            int number = next(partOf(value));
            numbers.put(value, number);
            return number;
        }

        private int next(Part part) {
            parts.add(part);
            return parts.size() - 1;
        }

        private Part partOf(Object value) throws ReflectiveOperationException {
            Class<?> type = value.getClass();
            if (value instanceof Object[] array) {
                return arrayPart(array);
            }
            if (type.isArray()) {
                return primitivesPart(value);
            }
            if (Lambdas.isLambda(type)) {
                return lambdaPart(value);
            }
            if (type.isRecord() && immutability.hasOnlyItsFields(type)) {
                return recordPart(value);
            }
            throw new ReflectiveOperationException("has no recipe: " + type);
        }

        private Part primitivesPart(Object array) {
            int length = Array.getLength(array);
            Object picture = copyOf(array, length);
            sizeBytes += SizeEstimator.estimate(array);
            return made -> copyOf(picture, length);
        }

        @SuppressWarnings("SuspiciousSystemArraycopy") // an array of primitives, whatever its static type
        private static Object copyOf(Object array, int length) {
            Object copy = Array.newInstance(array.getClass().getComponentType(), length);
            System.arraycopy(array, 0, copy, 0, length);
            return copy;
        }

        private Part arrayPart(Object[] array) throws ReflectiveOperationException {
            Class<?> component = array.getClass().getComponentType();
            int[] elements = addAll(array);
            return made -> {
                Object[] copy = (Object[]) Array.newInstance(component, elements.length);
                for (int i = 0; i < elements.length; i++) {
                    copy[i] = made[elements[i]];
                }
                return copy;
            };
        }

        private Part lambdaPart(Object lambda) throws ReflectiveOperationException {
            SerializedLambda form = Lambdas.describe(lambda);
            if (form == null) {
                throw new ReflectiveOperationException("does not show its form: " + lambda.getClass());
            }
            @Nullable Object[] captured = new Object[form.getCapturedArgCount()];
            Arrays.setAll(captured, form::getCapturedArg);
            int[] arguments = addAll(captured);
            Lambdas.Maker maker = Lambdas.makerOf(lambda, form);
            sizeBytes += LAMBDA_BYTES;
            return made -> maker.make(select(made, arguments));
        }

        private Part recordPart(Object value) throws ReflectiveOperationException {
            RecordComponent[] components = value.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                var field = value.getClass().getDeclaredField(components[i].getName());
                if (!field.trySetAccessible()) {
                    throw new ReflectiveOperationException("does not show " + field);
                }
                values[i] = field.get(value);
            }
            Constructor<?> constructor = value.getClass().getDeclaredConstructor(types);
            if (!constructor.trySetAccessible()) {
                throw new ReflectiveOperationException("does not show " + constructor);
            }
            int[] arguments = addAll(values);
            return made -> constructor.newInstance(select(made, arguments));
        }
    }
}
