// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.hadoop;

import ember.rdd.input.LocalPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the module ember-hadoop. */
public final class Hadoop {
    private static final String WHAT_TO_ADD =
            " needs Hadoop: add dev.ember:ember-hadoop:0.1.0, which brings Hadoop's client, to the class path.";

    private Hadoop() {}

    /**
     * The module.
     *
     * @param member what needs it
     * @throws UnsupportedOperationException if it is not on the class path; one sentence says what to add
     */
    public static HadoopBridge bridge(String member) {
        List<@Nullable ClassLoader> loaders = new ArrayList<>();
        loaders.add(Thread.currentThread().getContextClassLoader());
        loaders.add(Hadoop.class.getClassLoader());
        Throwable why = null;
        for (ClassLoader loader : loaders) {
            try {
                for (HadoopBridge bridge : ServiceLoader.load(HadoopBridge.class, loader)) {
                    return bridge;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // The module without Hadoop's client.
                why = e;
            }
        }
        throw new UnsupportedOperationException(member + WHAT_TO_ADD, why);
    }

    /** Whether one of comma-separated paths is of another file system than the local one. */
    public static boolean isNeededFor(String paths) {
        for (String path : paths.split(",", -1)) {
            if (!LocalPaths.isLocal(path)) {
                return true;
            }
        }
        return false;
    }
}
