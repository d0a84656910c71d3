// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import ember.model.ImmutableContainers;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which objects can be shared by tasks because nobody can change them. What a task can change it gets as a copy instead.
 *
 * <p>Conservative: an object is immutable if its class is known to be, or if all its instance fields, own and inherited, are final
 * and hold immutable objects; records, lambdas and anonymous functions are judged like everything else. An object is never called
 * immutable if it is not serialisable, has transient fields or hooks into its own serialisation, because a copy would then differ
 * from the original. So whatever is immutable here can also be serialised.
 *
 * <p>Safe for use by many threads. What is found out about a class is kept with the class and pins no class loader.
 */
public final class Immutability {
    /** Objects looked at before the answer is no: bounds the cost per record, and cycles. */
    private static final int MAX_OBJECTS = 64;

    private final ImmutableContainers containers;
    private final boolean sharesNothing;
    private final ClassValue<ClassShape> shapes = new ClassValue<>() {
        @Override
        protected ClassShape computeValue(Class<?> type) {
            return sharesNothing ? ClassShape.UNKNOWN : ClassShape.of(type, containers);
        }
    };

    public Immutability(ImmutableContainers containers) {
        this(containers, false);
    }

    private Immutability(ImmutableContainers containers, boolean sharesNothing) {
        this.containers = containers;
        this.sharesNothing = sharesNothing;
    }

    /** Calls everything mutable but null, so that everything is copied, as between the machines of a cluster. */
    public static Immutability sharingNothing() {
        return new Immutability(ImmutableContainers.NONE, true);
    }

    /** Whether it was made by {@link #sharingNothing}. */
    public boolean sharesNothing() {
        return sharesNothing;
    }

    /** Whether the value, a record or a function, is deeply immutable. Null is. */
    public boolean isImmutable(@Nullable Object value) {
        return visit(value, MAX_OBJECTS) >= 0;
    }

    /** Whether every object of the class is deeply immutable, whatever it holds. */
    public boolean isImmutableClass(Class<?> type) {
        return shapes.get(type).kind() == ClassShape.Kind.IMMUTABLE;
    }

    /** Whether an object of the class is nothing but its final fields, so that one with equal fields is a copy of it. */
    boolean hasOnlyItsFields(Class<?> type) {
        ClassShape.Kind kind = shapes.get(type).kind();
        return kind == ClassShape.Kind.FIELDS || kind == ClassShape.Kind.IMMUTABLE;
    }

    /** A view for one thread that is fast on long runs of one class. */
    public Probe newProbe() {
        return new Probe();
    }

    /** Returns how many more objects may be looked at, or -1 if something is or may be mutable. */
    private int visit(@Nullable Object value, int budget) {
        if (value == null) {
            return budget;
        }
        if (budget == 0) {
            return -1;
        }
        ClassShape shape = shapes.get(value.getClass());
        int left = budget - 1;
        switch (shape.kind()) {
            case IMMUTABLE -> {
                return left;
            }
            case CONTAINER -> {
                for (int i = 0; i < shape.arity() && left >= 0; i++) {
                    left = visit(containers.component(value, i), left);
                }
                return left;
            }
            case LIST -> {
                List<?> elements = (List<?>) value;
                if (elements.size() > left) {
                    return -1;
                }
                for (int i = 0; i < elements.size() && left >= 0; i++) {
                    left = visit(elements.get(i), left);
                }
                return left;
            }
            case FIELDS -> {
                for (int i = 0; i < shape.open().size() && left >= 0; i++) {
                    left = visit(valueOf(shape.open().get(i), value), left);
                }
                return left;
            }
            default -> {
                return -1;
            }
        }
    }

    private static @Nullable Object valueOf(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("field was made accessible: " + field, e);
        }
    }

    /** Remembers the class of the last record. Used by one thread at a time. */
    public final class Probe {
        private @Nullable Class<?> lastImmutable;

        private Probe() {}

        /** The same answer as {@link Immutability#isImmutable}. */
        public boolean isImmutable(@Nullable Object value) {
            if (value == null || value.getClass() == lastImmutable) {
                return true;
            }
            if (isImmutableClass(value.getClass())) {
                lastImmutable = value.getClass();
                return true;
            }
            return Immutability.this.isImmutable(value);
        }
    }
}
