// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.spark.DriverLoader;
import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads a program twice: for its driver, and for its tasks, which are in other JVMs on a cluster.
 */
final class RehearsalLoader extends URLClassLoader implements DriverLoader {
    private final Side tasks;

    RehearsalLoader(URL jar, ClassLoader parent) {
        super(new URL[] {jar}, parent);
        this.tasks = new Side(jar, parent);
    }

    /** Classes of tasks. */
    private static final class Side extends URLClassLoader {
        Side(URL jar, ClassLoader parent) {
            super(new URL[] {jar}, parent);
        }

        @Nullable
        Class<?> loaded(String name) {
            return findLoadedClass(name);
        }
    }

    @Override
    public ClassLoader forTasks() {
        return tasks;
    }

    /** The class as the driver has it; null: it has not used it. */
    @Nullable
    Class<?> loadedByDriver(String name) {
        return findLoadedClass(name);
    }

    /** The class as tasks have it; null: none has used it. */
    @Nullable
    Class<?> loadedByTasks(String name) {
        return tasks.loaded(name);
    }
}
