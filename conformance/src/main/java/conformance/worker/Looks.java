// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.worker;

import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What Spark's closure cleaner calls, where it was changed to, instead of reading the class of a closure for each RDD: it looks for a
 * {@code return} out of the closure, and a second look into the same method of the same class finds what the first did. Static, because
 * the cleaner is.
 */
public final class Looks {
    private static final Set<Method> PASSED = ConcurrentHashMap.newKeySet();
    private static final AtomicLong SPARED = new AtomicLong();

    private record Method(Class<?> type, String name) {}

    private Looks() {}

    /**
     * Reads a class as the cleaner would have done, unless that was done before and nothing was found.
     *
     * @param finder the visitor that throws if it finds a {@code return} in the method
     * @param type the class that holds the code of the closure
     * @param method the method's name
     * @throws Throwable what the visitor threw
     */
    public static void once(Object finder, Class<?> type, String method) throws Throwable {
        Method key = new Method(type, method);
        if (PASSED.contains(key)) {
            SPARED.incrementAndGet();
            return;
        }
        // By their names: this is compiled without Spark.
        Class<?> cleaner = Class.forName("org.apache.spark.util.ClosureCleaner$");
        Class<?> visitor = Class.forName("org.apache.xbean.asm9.ClassVisitor");
        try {
            Object reader = cleaner.getMethod("getClassReader", Class.class)
                    .invoke(cleaner.getField("MODULE$").get(null), type);
            reader.getClass().getMethod("accept", visitor, int.class).invoke(reader, finder, 0);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        PASSED.add(key);
    }

    /** How many looks were not taken again. */
    static long spared() {
        return SPARED.get();
    }
}
