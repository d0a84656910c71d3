// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import ember.engine.ActiveContexts;
import ember.engine.EmberContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of a snippet does. JShell takes a new thread for each, so that it can be stopped; job groups and other local properties
 * belong to a thread, and whoever types one line after the other means them to stay. So each snippet begins with those that the last left.
 * Public because JShell calls it.
 */
public final class SnippetThread {
    private static final Map<EmberContext, Map<String, String>> LEFT = new WeakHashMap<>();

    private static volatile @Nullable Method snippet;

    private SnippetThread() {}

    /** What JShell shall call in the place of a snippet's method. */
    static Method toRun(Method snippetMethod) throws NoSuchMethodException {
        snippet = snippetMethod;
        return SnippetThread.class.getMethod("run");
    }

    /** Runs the snippet. */
    public static @Nullable Object run() throws Throwable {
        Method method = snippet;
        if (method == null) {
            throw new IllegalStateException("there is no snippet to run");
        }
        exchangeProperties(true);
        try {
            return method.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        } finally {
            exchangeProperties(false);
        }
    }

    private static synchronized void exchangeProperties(boolean begin) {
        for (EmberContext context : ActiveContexts.all()) {
            if (begin) {
                context.localProperties().replace(LEFT.getOrDefault(context, Map.of()));
            } else {
                LEFT.put(context, context.localProperties().snapshot());
            }
        }
    }
}
