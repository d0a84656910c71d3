// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

/**
 * A class loader of a program that has its tasks use classes of their own, as on a cluster, where they run in another JVM: what is
 * static there is not what is static in the driver. A context that is made by a thread with such a context class loader keeps to it.
 * Everything that goes between driver and tasks must be copied then ({@code ember.strict}).
 */
public interface DriverLoader {
    /** The context class loader of tasks. */
    ClassLoader forTasks();
}
