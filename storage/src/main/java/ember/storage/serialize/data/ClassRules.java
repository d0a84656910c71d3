// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import java.io.Externalizable;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classes the library may handle: those whose objects it brings back exactly as Java serialisation does. Classes of users are
 * such if they are serialisable all the way up, and take no part in their own serialisation; the JDK's are listed.
 */
final class ClassRules {
    private final boolean onlySerializable;
    private final @Nullable Set<Class<?>> registered;

    /**
     * @param onlySerializable whether what is not {@link Serializable} is refused, as Java serialisation does
     * @param registered classes of users that may be written; null: all
     */
    ClassRules(boolean onlySerializable, @Nullable Set<Class<?>> registered) {
        this.onlySerializable = onlySerializable;
        this.registered = registered;
    }

    /** Whether the class is one of a user's that had to be registered, and was not. */
    boolean isUnregistered(Class<?> type) {
        if (registered == null || type.isArray() || isOfJdk(type) || registered.contains(type)) {
            return false;
        }
        String name = type.getName();
        return !name.startsWith("scala.") && !name.startsWith("org.apache.spark.") && !name.startsWith("ember.");
    }

    boolean accepts(Class<?> type) {
        if (type.isArray()) {
            Class<?> element = type.getComponentType();
            return element == Object.class || element.isInterface() || accepts(element);
        }
        if (type.isPrimitive()) {
            return true;
        }
        if (type.isHidden() || Proxy.isProxyClass(type) || Externalizable.class.isAssignableFrom(type)) {
            return false;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return true;
        }
        if (isOfJdk(type)) {
            return JdkClasses.isTrusted(type.getName()) || !(onlySerializable || isSerializable(type));
        }
        return isPlain(type);
    }

    private boolean isPlain(Class<?> type) {
        for (Class<?> c = type; c != Object.class && c != Record.class; c = c.getSuperclass()) {
            if (c == null || (c != type && isOfJdk(c) && c != Number.class)) {
                return false;
            }
            if ((onlySerializable && !isSerializable(c)) || hasHook(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSerializable(Class<?> type) {
        return Serializable.class.isAssignableFrom(type);
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static boolean hasHook(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            switch (method.getName()) {
                case "writeReplace", "readResolve", "writeObject", "readObject", "readObjectNoData" -> {
                    return true;
                }
                default -> {}
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals("serialPersistentFields") && Modifier.isStatic(field.getModifiers())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a filter of the user's lets objects of the class in. */
    static boolean isAllowed(ObjectInputFilter filter, Class<?> type) {
        return filter.checkInput(new OneClass(type)) != ObjectInputFilter.Status.REJECTED;
    }

    /** A class on its own, as a filter looks at it. */
    private record OneClass(Class<?> type) implements ObjectInputFilter.FilterInfo {
        @Override
        public Class<?> serialClass() {
            return type;
        }

        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
