// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.Externalizable;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the way from a value to the part of it that cannot be serialised, after the serialiser has failed. */
final class SerialPath {
    private static final int MAX_OBJECTS = 100_000;
    private static final int MAX_DEPTH = 200;

    private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    private final List<String> steps = new ArrayList<>();

    private SerialPath() {}

    /** The same failure, telling the class to blame and how it is reached. */
    static NotSerializableException explain(NotSerializableException failure, @Nullable Object root) {
        SerialPath path = new SerialPath();
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        if (root != null && path.findFrom(root)) {
            message.append(" is not java.io.Serializable; it is reached from ").append(nameOf(root));
            for (int i = path.steps.size() - 1; i >= 0; i--) {
                message.append("\n\t- by ").append(path.steps.get(i));
            }
        }
        NotSerializableException explained = new NotSerializableException(message.toString());
        explained.setStackTrace(failure.getStackTrace());
        return explained;
    }

    private boolean findFrom(Object root) {
        try {
            return leadsToOffender(root, 0) && !steps.isEmpty();
        } catch (RuntimeException failed) {
            // A collection of the user's refused to be read. The serialiser's own failure is what counts: it is told
            // without a path.
            return false;
        }
    }

    /** What a programmer would call the object. */
    static String nameOf(Object value) {
        SerializedLambda form = Lambdas.describe(value);
        return form == null ? "an object of " + value.getClass().getName() : Lambdas.nameOf(form);
    }

    /** Whether something below cannot be serialised; leaves the steps to it, innermost first. */
    private boolean leadsToOffender(Object value, int depth) {
        if (ClassShape.isKnownImmutable(value.getClass())) {
            return false;
        }
        if (!(value instanceof Serializable)) {
            return true;
        }
        if (depth > MAX_DEPTH || seen.size() > MAX_OBJECTS || seen.put(value, true) != null) {
            return false;
        }
        SerializedLambda form = Lambdas.describe(value);
        if (form != null) {
            return captured(form, depth);
        }
        if (value instanceof Object[] array) {
            return anyOf("element ", Arrays.asList(array), depth);
        }
        if (value.getClass().getName().startsWith("java.")) {
            if (value instanceof Collection<?> elements) {
                return anyOf("element ", elements, depth);
            }
            if (value instanceof Map<?, ?> map) {
                return anyOf("key ", map.keySet(), depth) || anyOf("value ", map.values(), depth);
            }
        }
        return !(value instanceof Externalizable) && fields(value, depth);
    }

    private boolean captured(SerializedLambda form, int depth) {
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            Object argument = form.getCapturedArg(i);
            if (argument != null && leadsToOffender(argument, depth + 1)) {
                boolean self = i == 0 && form.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
                String what =
                        !self ? "captured variable " + i : Lambdas.hasBody(form) ? "captured this" : "the bound object";
                return step(what, argument);
            }
        }
        return false;
    }

    private boolean anyOf(String label, Collection<?> elements, int depth) {
        int i = 0;
        for (Object element : elements) {
            if (element != null && leadsToOffender(element, depth + 1)) {
                return step(label + i, element);
            }
            i++;
        }
        return false;
    }

    private boolean fields(Object value, int depth) {
        for (Class<?> c = value.getClass();
                c != null && Serializable.class.isAssignableFrom(c);
                c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (Modifier.isStatic(modifiers) || Modifier.isTransient(modifiers) || !field.trySetAccessible()) {
                    continue;
                }
                Object part = read(field, value);
                if (part != null && leadsToOffender(part, depth + 1)) {
                    return step("field " + c.getName() + "." + field.getName(), part);
                }
            }
        }
        return false;
    }

    private static @Nullable Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("field was made accessible: " + field, e);
        }
    }

    private boolean step(String way, Object to) {
        SerializedLambda form = Lambdas.describe(to);
        steps.add(way + " (" + (form == null ? to.getClass().getName() : Lambdas.nameOf(form)) + ")");
        return true;
    }
}
