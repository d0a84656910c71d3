// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/** How the engine's threads are made. */
public final class Threads {
    private Threads() {}

    /**
     * A daemon thread that inherits no thread-locals from its maker, but the context class loader, which knows the program's classes. From
     * JDK 19 on one that inherits no thread-locals would get the system's loader instead.
     */
    public static Thread daemon(Runnable body, String name) {
        return daemon(body, name, 0);
    }

    /** The same. @param stackBytes 0: the JVM's default */
    public static Thread daemon(Runnable body, String name, long stackBytes) {
        Thread thread = new Thread(null, body, name, stackBytes, false);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
