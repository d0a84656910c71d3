// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.memory;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guesses how much heap an object takes with all it refers to. Looks at a few hundred objects at most and knows only the usual
 * layout (compressed references, 8-byte alignment), so it is for budgets, not for billing. Objects met twice count twice.
 */
public final class SizeEstimator {
    private static final int MAX_OBJECTS = 256;
    private static final int HEADER_BYTES = 12;
    private static final int ARRAY_HEADER_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;
    private static final int ENTRY_BYTES = 36;

    /** The plain size of a class's objects, and the fields to follow. Refers to nothing but the class. */
    private record Layout(long bytes, List<Field> references) {}

    private static final ClassValue<Layout> LAYOUTS = new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
            return layoutOf(type);
        }
    };

    private int objectsLeft = MAX_OBJECTS;

    private SizeEstimator() {}

    /** Estimated bytes, at least 0; 0 for null, enums and classes, which are there anyway. */
    public static long estimate(@Nullable Object value) {
        long glance = atAGlance(value);
        return glance >= 0 ? glance : new SizeEstimator().visit(value);
    }

    /** The size of null, text, numbers and arrays of primitives, which is seen without a search; -1 for anything else. */
    static long atAGlance(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof String text) {
            return ofString(text);
        }
        if (value instanceof Integer) {
            return 16;
        }
        if (value instanceof Long || value instanceof Double) {
            return 24;
        }
        if (value instanceof byte[] array) {
            return align(ARRAY_HEADER_BYTES + (long) array.length);
        }
        if (value instanceof Boolean) {
            return 0;
        }
        Class<?> component = value.getClass().getComponentType();
        return component != null && component.isPrimitive()
                ? align(ARRAY_HEADER_BYTES + (long) Array.getLength(value) * primitiveBytes(component))
                : -1;
    }

    /** What an array of so many references takes of the heap, without what they refer to. */
    public static long ofReferences(int length) {
        long bytes = align(ARRAY_HEADER_BYTES + (long) length * REFERENCE_BYTES);
        return bytes < LargeArrays.SMALLEST_BYTES ? bytes : LargeArrays.heapBytes(bytes);
    }

    private static long ofString(String text) {
        // Most text is Latin-1, one byte a character.
        return 24 + align(ARRAY_HEADER_BYTES + text.length());
    }

    private long visit(@Nullable Object value) {
        if (value == null || value instanceof Enum<?> || value instanceof Class<?> || objectsLeft == 0) {
            return 0;
        }
        objectsLeft--;
        long glance = atAGlance(value);
        if (glance >= 0) {
            return glance;
        }
        if (value instanceof Sized sized) {
            return sized.heapBytes();
        }
        Class<?> type = value.getClass();
        if (type.isArray()) {
            return ofArray(value);
        }
        if (type.getName().startsWith("java.util.")) {
            if (value instanceof Collection<?> collection) {
                return 48 + (long) ((REFERENCE_BYTES + average(collection)) * collection.size());
            }
            if (value instanceof Map<?, ?> map) {
                return 64 + (long) ((ENTRY_BYTES + average(map.keySet()) + average(map.values())) * map.size());
            }
        }
        Layout layout = LAYOUTS.get(type);
        long bytes = layout.bytes();
        for (Field field : layout.references()) {
            bytes += visit(read(field, value));
        }
        return bytes;
    }

    private long ofArray(Object array) {
        int length = Array.getLength(array);
        long bytes = ofReferences(length);
        // An even sample: the first elements of an array that fills up are not like the rest.
        int sampled = Math.min(length, 16);
        long seen = 0;
        for (int i = 0; i < sampled; i++) {
            seen += visit(((Object[]) array)[(int) ((long) i * length / sampled)]);
        }
        return bytes + (sampled == 0 ? 0 : seen * length / sampled);
    }

    private double average(Collection<?> elements) {
        int sampled = 0;
        long bytes = 0;
        for (Object element : elements) {
            if (sampled == 16) {
                break;
            }
            bytes += visit(element);
            sampled++;
        }
        return sampled == 0 ? 0 : (double) bytes / sampled;
    }

    private static @Nullable Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("field was made accessible: " + field, e);
        }
    }

    private static Layout layoutOf(Class<?> type) {
        long bytes = HEADER_BYTES;
        List<Field> references = new ArrayList<>();
        try {
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers())) {
                        continue;
                    }
                    Class<?> held = field.getType();
                    bytes += held.isPrimitive() ? primitiveBytes(held) : REFERENCE_BYTES;
                    if (!held.isPrimitive() && field.trySetAccessible()) {
                        references.add(field);
                    }
                }
            }
        } catch (LinkageError refused) {
            // A class whose fields name classes that are not there: count what was seen.
            return new Layout(align(bytes), List.of());
        }
        return new Layout(align(bytes), List.copyOf(references));
    }

    private static long align(long bytes) {
        return (bytes + 7) & ~7L;
    }

    private static int primitiveBytes(Class<?> type) {
        if (type == long.class || type == double.class) {
            return 8;
        }
        if (type == int.class || type == float.class) {
            return 4;
        }
        return type == short.class || type == char.class ? 2 : 1;
    }
}
