// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor.fused;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The copies of {@link FusedLoop}, one for each {@link Shape}.
 *
 * <p>A copy refers to the classes of its functions, and so pins their class loaders. It is therefore kept with one of those classes,
 * whose loader has all the others among its ancestors and pins them anyway: a program that is let go of takes its copies with it.
 * Functions of unrelated class loaders have no such class; for them there is no copy.
 */
final class LoopCache {
    /** Partitions of some size after which a copy is made though none of them is large. */
    private static final int MANY = 64;

    private static final ClassValue<Map<Shape, Kept>> COPIES = new ClassValue<>() {
        @Override
        protected Map<Shape, Kept> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private LoopCache() {}

    /** The copy for a shape, once there is one. */
    private static final class Kept {
        private final AtomicInteger asked = new AtomicInteger();
        private @Nullable FusedChain copy;

        synchronized @Nullable FusedChain copy(Shape shape, boolean make) {
            if (copy == null && make) {
                copy = LoopCache.copy(shape);
            }
            return copy;
        }
    }

    /** The copy for the shape if there is one, or it was asked for often enough; null: there is none. */
    static @Nullable FusedChain known(Shape shape) {
        Kept kept = kept(shape);
        return kept == null ? null : kept.copy(shape, kept.asked.incrementAndGet() >= MANY);
    }

    /** The copy for the shape, made if need be; null: it cannot be kept. */
    static @Nullable FusedChain get(Shape shape) {
        Kept kept = kept(shape);
        return kept == null ? null : kept.copy(shape, true);
    }

    private static @Nullable Kept kept(Shape shape) {
        Class<?> keeper = keeper(shape);
        return keeper == null ? null : COPIES.get(keeper).computeIfAbsent(shape, absent -> new Kept());
    }

    /** The class with the youngest loader; null: some loader is not among the ancestors of that. */
    private static @Nullable Class<?> keeper(Shape shape) {
        Class<?> youngest = younger(FusedLoop.class, shape.endType());
        youngest = youngest == null ? null : younger(youngest, shape.pairing());
        for (int i = 0; i < shape.types().size() && youngest != null; i++) {
            youngest = younger(youngest, shape.type(i));
        }
        return youngest;
    }

    private static @Nullable Class<?> younger(Class<?> one, Class<?> other) {
        if (isAncestor(other.getClassLoader(), one.getClassLoader())) {
            return one;
        }
        return isAncestor(one.getClassLoader(), other.getClassLoader()) ? other : null;
    }

    /** Whether {@code elder} is {@code loader} or what it asks first; the JVM's own loader is null. */
    private static boolean isAncestor(@Nullable ClassLoader elder, @Nullable ClassLoader loader) {
        ClassLoader next = loader;
        while (next != null && next != elder) {
            next = next.getParent();
        }
        return next == elder;
    }

    private static FusedChain copy(Shape shape) {
        try (InputStream in = FusedLoop.class.getResourceAsStream("FusedLoop.class")) {
            if (in == null) {
                throw new IllegalStateException(
                        "the class file of " + FusedLoop.class + " is not where it was loaded from");
            }
            MethodHandles.Lookup copy =
                    MethodHandles.lookup().defineHiddenClassWithClassData(in.readAllBytes(), shape, true);
            return (FusedChain) copy.lookupClass()
                    .getDeclaredConstructor(Functions.class, FusedChain.class)
                    .newInstance(Functions.NONE, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a class of this package can be copied into it", e);
        }
    }
}
