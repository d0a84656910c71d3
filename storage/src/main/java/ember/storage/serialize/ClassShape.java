// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import ember.model.ImmutableContainers;
import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known about all objects of a class, as far as sharing them between tasks goes. Refers to nothing but the class itself, so
 * that a cache of shapes keeps no other class loader alive.
 *
 * @param arity number of components, if the kind is {@code CONTAINER}
 * @param open fields whose values decide, if the kind is {@code FIELDS}
 */
record ClassShape(Kind kind, int arity, List<Field> open) {
    enum Kind {
        /** Every object is deeply immutable and serialises to an equal one. */
        IMMUTABLE,
        /** Immutable if all components are. */
        CONTAINER,
        /** A list of the JDK that nobody can change or hold the array of: immutable if all elements are. */
        LIST,
        /** Immutable if the values of all open fields are. */
        FIELDS,
        /** Possibly mutable, or with a serial form of its own that somebody may rely on. */
        UNKNOWN
    }

    private static final ClassShape IMMUTABLE = new ClassShape(Kind.IMMUTABLE, 0, List.of());
    static final ClassShape UNKNOWN = new ClassShape(Kind.UNKNOWN, 0, List.of());

    private static final ClassShape LIST = new ClassShape(Kind.LIST, 0, List.of());

    static ClassShape of(Class<?> type, ImmutableContainers containers) {
        if (isKnownImmutable(type)) {
            return IMMUTABLE;
        }
        if (isUnchangingList(type)) {
            return LIST;
        }
        int arity = containers.arity(type);
        if (arity >= 0) {
            return arity == 0 ? IMMUTABLE : new ClassShape(Kind.CONTAINER, arity, List.of());
        }
        if (type.isArray()
                || !Serializable.class.isAssignableFrom(type)
                || Externalizable.class.isAssignableFrom(type)) {
            return UNKNOWN;
        }
        try {
            return ofFields(type);
        } catch (LinkageError | SecurityException refused) {
            // A class whose members cannot be seen is not known to be immutable.
            return UNKNOWN;
        }
    }

    private static ClassShape ofFields(Class<?> type) {
        List<Field> open = new ArrayList<>();
        for (Class<?> c = type; c != Object.class && c != Record.class; c = c.getSuperclass()) {
            // The part of an object that a superclass does not serialise would be lost in a copy; sharing would keep
            // it.
            if (!Serializable.class.isAssignableFrom(c) || hasSerialHook(c)) {
                return UNKNOWN;
            }
            for (Field field : c.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (Modifier.isStatic(modifiers)) {
                    continue;
                }
                if (!Modifier.isFinal(modifiers) || Modifier.isTransient(modifiers)) {
                    return UNKNOWN;
                }
                if (holdsOnlyImmutable(field.getType())) {
                    continue;
                }
                if (!field.trySetAccessible()) {
                    return UNKNOWN;
                }
                open.add(field);
            }
        }
        return open.isEmpty() ? IMMUTABLE : new ClassShape(Kind.FIELDS, 0, List.copyOf(open));
    }

    /** Whether the class takes part in its own serialisation, other than as the compiler made its lambdas do. */
    private static boolean hasSerialHook(Class<?> type) {
        boolean lambda = Lambdas.isLambda(type);
        for (Method method : type.getDeclaredMethods()) {
            switch (method.getName()) {
                case "writeReplace" -> {
                    if (!lambda) {
                        return true;
                    }
                }
                case "readResolve", "writeObject", "readObject", "readObjectNoData" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Whether a variable of this declared type can hold nothing mutable. */
    private static boolean holdsOnlyImmutable(Class<?> declared) {
        return declared.isPrimitive()
                || Enum.class.isAssignableFrom(declared)
                || (Modifier.isFinal(declared.getModifiers()) && isKnownImmutable(declared));
    }

    /**
     * Whether it is what {@code List.of}, {@code List.copyOf} and {@code Stream.toList} make, whose arrays nobody else holds. An
     * unmodifiable view is none: its owner can change what it shows.
     */
    private static boolean isUnchangingList(Class<?> type) {
        return type.getClassLoader() == null
                && (type.getName().equals("java.util.ImmutableCollections$List12")
                        || type.getName().equals("java.util.ImmutableCollections$ListN"));
    }

    /** Compared by name, so that asking loads no class. */
    static boolean isKnownImmutable(Class<?> type) {
        if (Enum.class.isAssignableFrom(type)) {
            return true;
        }
        if (type.getClassLoader() != null || type.isArray()) {
            return false;
        }
        return switch (type.getName()) {
            case "java.lang.String",
                    "java.lang.Boolean",
                    "java.lang.Character",
                    "java.lang.Byte",
                    "java.lang.Short",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Float",
                    "java.lang.Double",
                    "java.lang.Class",
                    "java.math.BigInteger",
                    "java.math.BigDecimal",
                    "java.math.MathContext",
                    "java.util.UUID",
                    "java.util.Locale",
                    "java.util.regex.Pattern",
                    "java.net.URI",
                    "java.time.Duration",
                    "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalDateTime",
                    "java.time.LocalTime",
                    "java.time.MonthDay",
                    "java.time.OffsetDateTime",
                    "java.time.OffsetTime",
                    "java.time.Period",
                    "java.time.Year",
                    "java.time.YearMonth",
                    "java.time.ZonedDateTime",
                    "java.time.ZoneOffset",
                    "java.time.ZoneRegion" -> true;
            default -> false;
        };
    }
}
