// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.engine.EmberContext;
import ember.observe.rest.KillSwitch;
import ember.observe.status.ApplicationStore;
import ember.observe.status.StatusLimits;
import ember.observe.ui.LiveUi;
import org.apache.spark.SparkConf;

/** Spark's keys for the UI. */
final class UiSettings {
    private static final int DEFAULT_PORT = 4040;
    private static final int DEFAULT_RETRIES = 16;

    private UiSettings() {}

    static LiveUi start(SparkConf conf) {
        StatusLimits limits = new StatusLimits(
                conf.getInt("spark.ui.retainedJobs", StatusLimits.DEFAULT.jobs()),
                conf.getInt("spark.ui.retainedStages", StatusLimits.DEFAULT.stages()),
                conf.getInt("spark.ui.retainedTasks", StatusLimits.DEFAULT.tasks()),
                conf.getInt("spark.ui.retainedDeadExecutors", StatusLimits.DEFAULT.deadExecutors()));
        LiveUi.Options options = new LiveUi.Options(
                conf.get("ember.ui.bindAddress", System.getProperty("ember.ui.bindAddress", "127.0.0.1")),
                conf.getInt("spark.ui.port", DEFAULT_PORT),
                conf.getInt("spark.port.maxRetries", DEFAULT_RETRIES),
                EventLogSettings.VERSION,
                conf.getBoolean("ember.ui.flameGraph", false));
        return new LiveUi(new ApplicationStore(limits), options, url -> System.err.println("Ember UI: " + url));
    }

    static void allowKills(LiveUi ui, EmberContext engine) {
        ui.allowKills(new KillSwitch.Target() {
            @Override
            public void cancelJob(int jobId, String reason) {
                engine.cancelJob(jobId, reason);
            }

            @Override
            public void cancelStage(int stageId, String reason) {
                engine.cancelStage(stageId, reason);
            }
        });
    }
}
