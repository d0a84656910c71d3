// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Sees through the objects that the compiler makes of lambdas and method references. */
final class Lambdas {
    private Lambdas() {}

    /** Whether the class is one that the JDK made for a serialisable lambda or method reference. */
    static boolean isLambda(Class<?> type) {
        return type.isHidden()
                && type.isSynthetic()
                && Serializable.class.isAssignableFrom(type)
                && type.getName().contains("$$Lambda");
    }

    /** The lambda's serial form, which names its method and holds what it captured; null if the JVM does not show it. */
    static @Nullable SerializedLambda describe(Object lambda) {
        if (!isLambda(lambda.getClass())) {
            return null;
        }
        try {
            Method writeReplace = lambda.getClass().getDeclaredMethod("writeReplace");
            return writeReplace.trySetAccessible() && writeReplace.invoke(lambda) instanceof SerializedLambda form
                    ? form
                    : null;
        } catch (ReflectiveOperationException hidden) {
            return null;
        }
    }

    /** Makes lambdas of one body with other captured values. */
    interface Maker {
        Object make(@Nullable Object[] captured) throws ReflectiveOperationException;
    }

    /**
     * What makes a lambda again, the way its class does when one is deserialised: by {@code $deserializeLambda$}, which compilers add
     * to classes with serialisable lambdas.
     *
     * @throws ReflectiveOperationException if the class has no such method or does not show it
     */
    static Maker makerOf(Object lambda, SerializedLambda form) throws ReflectiveOperationException {
        Class<?> owner = Class.forName(
                form.getCapturingClass().replace('/', '.'),
                false,
                lambda.getClass().getClassLoader());
        Method deserialize = owner.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
        if (!deserialize.trySetAccessible()) {
            throw new IllegalAccessException("not open: " + owner);
        }
        return captured -> deserialize.invoke(null, withCaptured(owner, form, captured));
    }

    private static SerializedLambda withCaptured(Class<?> owner, SerializedLambda form, @Nullable Object[] captured) {
        return new SerializedLambda(
                owner,
                form.getFunctionalInterfaceClass(),
                form.getFunctionalInterfaceMethodName(),
                form.getFunctionalInterfaceMethodSignature(),
                form.getImplMethodKind(),
                form.getImplClass(),
                form.getImplMethodName(),
                form.getImplMethodSignature(),
                form.getInstantiatedMethodType(),
                captured);
    }

    /** Whether the form is of a lambda body rather than of a method reference. */
    static boolean hasBody(SerializedLambda form) {
        return form.getImplMethodName().startsWith("lambda$");
    }

    /** What a programmer would call it: {@code the lambda in Foo.bar}, {@code the method reference Foo::bar}. */
    static String nameOf(SerializedLambda form) {
        String owner = form.getImplClass().replace('/', '.');
        String method = form.getImplMethodName();
        if (!hasBody(form)) {
            return "the method reference " + owner + "::" + method;
        }
        // The compiler's name is lambda$<method>$<digest>$<number>.
        int start = "lambda$".length();
        int end = method.indexOf('$', start);
        return "the lambda in " + owner + "." + (end > start ? method.substring(start, end) : method);
    }
}
