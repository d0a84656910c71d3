// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli.shell;

import ember.engine.ActiveContexts;
import ember.engine.EmberContext;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The context that snippets know as {@code sc}. Public because they call it. */
public final class ShellContext {
    private ShellContext() {}

    /** Makes one, and ends those that a shell which was reset has left. */
    public static JavaSparkContext make() {
        stopAll();
        return new JavaSparkContext(new SparkConf());
    }

    static void stopAll() {
        for (EmberContext context : ActiveContexts.all()) {
            context.stop();
        }
    }
}
