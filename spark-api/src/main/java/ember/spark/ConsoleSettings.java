// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.model.event.EngineEvent;
import ember.observe.console.PlainProgress;
import ember.observe.console.ProgressBar;
import ember.observe.console.RichConsole;
import ember.observe.status.StatusStore;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;

/** Spark's keys for progress in a terminal, and Ember's: {@code ember.ui.console}. */
final class ConsoleSettings {
    private static final long PLAIN_INTERVAL_MILLIS = 10_000;

    private ConsoleSettings() {}

    /**
     * What shows progress; null: nothing is to.
     *
     * @throws IllegalArgumentException if a key has a value that it cannot have
     */
    static EngineEvent.@Nullable Handler read(SparkConf conf, StatusStore status) {
        // The bar shows what the status has been told before.
        long intervalMillis = conf.getTimeAsMs("spark.ui.consoleProgress.update.interval", "200ms");
        String columns = System.getenv("COLUMNS");
        String kind = conf.get("ember.ui.console", "spark");
        RichConsole.Shows shows = switch (kind) {
            case "rich" -> RichConsole.Shows.STAGES;
            case "graph" -> RichConsole.Shows.GRAPH;
            case "spark" -> null;
            default ->
                throw new IllegalArgumentException("ember.ui.console should be spark, rich or graph, but was " + kind);
        };
        if (shows == null) {
            return conf.getBoolean("spark.ui.showConsoleProgress", false)
                    ? new ProgressBar(status, System.err, columns, intervalMillis)
                    : null;
        }
        // The launcher knows which streams are a terminal, a JVM does not.
        if (System.getProperty("ember.terminal") != null) {
            boolean output = System.getProperty("ember.output.terminal") != null;
            return new RichConsole(status, shows, output, columns, intervalMillis);
        }
        return new PlainProgress(status, System.err, PLAIN_INTERVAL_MILLIS);
    }
}
