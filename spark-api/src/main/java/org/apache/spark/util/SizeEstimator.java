// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Estimates how much heap an object takes with all it refers to, each object once, by the layout of the usual 64-bit JVM.
 *
 * <p>Follows the fields of classes that it may open. Those of the JDK it may not, unless the JVM was started with {@code --add-opens}:
 * then text is known, collections and maps are counted by their elements, and of others their own fields only.
 */
public final class SizeEstimator {
    private static final int ALIGNMENT = 8;
    private static final int SAMPLED_ABOVE = 400;
    private static final int SAMPLE = 100;
    private static final int SEED = 42;

    private static final boolean COMPRESSED = Runtime.getRuntime().maxMemory() < (32L << 30);
    private static final int HEADER = COMPRESSED ? 12 : 16;
    private static final int REFERENCE = COMPRESSED ? 4 : 8;

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return shapeOf(type);
        }
    };

    private final IdentityHashMap<Object, Boolean> visited;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private long size;

    /** What an object of a class takes by itself, and the references to follow; {@code closed}: some may not be. */
    private record Shape(long bytes, List<Field> references, boolean closed) {}

    private SizeEstimator(IdentityHashMap<Object, Boolean> visited) {
        this.visited = visited;
    }

    /** Estimated bytes; 0 for null. */
    public static long estimate(Object obj) {
        return estimate(obj, new IdentityHashMap<>());
    }

    private static long estimate(Object obj, IdentityHashMap<Object, Boolean> visited) {
        SizeEstimator estimator = new SizeEstimator(visited);
        estimator.enqueue(obj);
        while (!estimator.waiting.isEmpty()) {
            estimator.visit(estimator.waiting.pop());
        }
        return estimator.size;
    }

    private void enqueue(Object obj) {
        if (obj != null && visited.put(obj, true) == null) {
            waiting.push(obj);
        }
    }

    private void visit(Object obj) {
        Class<?> type = obj.getClass();
        if (type.isArray()) {
            visitArray(obj, type.getComponentType());
        } else if (obj instanceof Class
                || obj instanceof ClassLoader
                || type.getName().startsWith("scala.reflect")) {
            // There anyway, and they refer to everything.
            return;
        } else {
            visitFields(obj, SHAPES.get(type));
        }
    }

    private void visitFields(Object obj, Shape shape) {
        size += align(shape.bytes());
        for (Field field : shape.references()) {
            try {
                enqueue(field.get(obj));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("field was made accessible: " + field, e);
            }
        }
        if (!shape.closed()) {
            return;
        }
        if (obj instanceof String text) {
            boolean latin1 = text.chars().allMatch(c -> c < 256);
            size += align(arrayHeader() + (long) text.length() * (latin1 ? 1 : 2));
        } else if (obj instanceof Collection<?> elements) {
            size += align(arrayHeader() + (long) REFERENCE * elements.size());
            elements.forEach(this::enqueue);
        } else if (obj instanceof Map<?, ?> map) {
            size += align(arrayHeader() + (long) REFERENCE * map.size());
            size += map.size() * align(HEADER + 4L + 3L * REFERENCE);
            map.forEach((key, value) -> {
                enqueue(key);
                enqueue(value);
            });
        }
    }

    private static long arrayHeader() {
        return align(HEADER + Integer.BYTES);
    }

    private void visitArray(Object array, Class<?> component) {
        int length = Array.getLength(array);
        size += arrayHeader();
        if (component.isPrimitive()) {
            size += align((long) length * primitiveBytes(component));
            return;
        }
        size += align((long) length * REFERENCE);
        Object[] elements = (Object[]) array;
        if (length <= SAMPLED_ABOVE) {
            for (Object element : elements) {
                enqueue(element);
            }
            return;
        }
        // Two samples: what they share is counted by the one that meets it first, so the greater is what all share.
        Random random = new Random(SEED);
        Set<Integer> drawn = new HashSet<>();
        long first = sample(elements, random, drawn);
        long second = sample(elements, random, drawn);
        size += Math.max(first, second) + Math.min(first, second) * ((length - SAMPLE) / SAMPLE);
    }

    private long sample(Object[] elements, Random random, Set<Integer> drawn) {
        long bytes = 0;
        for (int i = 0; i < SAMPLE; i++) {
            int index = random.nextInt(elements.length);
            while (!drawn.add(index)) {
                index = random.nextInt(elements.length);
            }
            if (elements[index] != null) {
                bytes += estimate(elements[index], visited);
            }
        }
        return bytes;
    }

    /** Fields lie by size, the largest first, each aligned to its own; a class's come behind those of its superclass. */
    private static Shape shapeOf(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        Shape above = parent == null ? new Shape(HEADER, List.of(), false) : SHAPES.get(parent);
        int[] count = new int[ALIGNMENT + 1];
        List<Field> references = new ArrayList<>(above.references());
        boolean closed = above.closed();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Class<?> held = field.getType();
            count[held.isPrimitive() ? primitiveBytes(held) : REFERENCE]++;
            if (!held.isPrimitive()) {
                if (field.trySetAccessible()) {
                    references.add(field);
                } else {
                    closed = true;
                }
            }
        }
        long shell = above.bytes();
        long aligned = shell;
        for (int bytes : new int[] {8, 4, 2, 1}) {
            if (count[bytes] > 0) {
                long all = (long) bytes * count[bytes];
                aligned = Math.max(aligned, alignTo(shell + all, bytes));
                shell += all;
            }
        }
        return new Shape(alignTo(aligned, REFERENCE), List.copyOf(references), closed);
    }

    private static long align(long bytes) {
        return alignTo(bytes, ALIGNMENT);
    }

    private static long alignTo(long bytes, int to) {
        return (bytes + to - 1) / to * to;
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
