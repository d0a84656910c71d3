// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import ember.engine.ActiveContexts;
import ember.engine.EmberContext;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** The context that snippets know as {@code sc}. Public because they call it. */
public final class ShellContext {
    private static volatile @Nullable JavaSparkContext current;

    private ShellContext() {}

    /** Makes one, and ends those that a shell which was reset has left. */
    public static JavaSparkContext make() {
        stopAll();
        JavaSparkContext made = new JavaSparkContext(new SparkConf());
        // Whoever presses Ctrl-C wants the slots back; Spark leaves cancelled tasks alone unless told otherwise.
        made.setInterruptOnCancel(true);
        current = made;
        return made;
    }

    /** Cancels what runs, and says whether there was anything. */
    static boolean cancelJobs() {
        JavaSparkContext context = current;
        if (context == null || context.statusTracker().getActiveJobIds().length == 0) {
            return false;
        }
        context.cancelAllJobs();
        return true;
    }

    static void stopAll() {
        for (EmberContext context : ActiveContexts.all()) {
            context.stop();
        }
    }
}
