// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;
import scala.Option;

/** The application began. */
public class SparkListenerApplicationStart extends CaseClass implements SparkListenerEvent {

    private final String appName;
    private final Option<String> appId;
    private final long time;
    private final String sparkUser;
    private final Option<String> appAttemptId;
    private final Option<scala.collection.Map<String, String>> driverLogs;
    private final Option<scala.collection.Map<String, String>> driverAttributes;

    public SparkListenerApplicationStart(
            String appName,
            Option<String> appId,
            long time,
            String sparkUser,
            Option<String> appAttemptId,
            Option<scala.collection.Map<String, String>> driverLogs,
            Option<scala.collection.Map<String, String>> driverAttributes) {
        this.appName = appName;
        this.appId = appId;
        this.time = time;
        this.sparkUser = sparkUser;
        this.appAttemptId = appAttemptId;
        this.driverLogs = driverLogs;
        this.driverAttributes = driverAttributes;
    }

    public String appName() {
        return appName;
    }

    public Option<String> appId() {
        return appId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String sparkUser() {
        return sparkUser;
    }

    /** Set by cluster managers that try applications again. */
    public Option<String> appAttemptId() {
        return appAttemptId;
    }

    /** Addresses of the logs, by name. */
    public Option<scala.collection.Map<String, String>> driverLogs() {
        return driverLogs;
    }

    /** What a cluster manager says about the driver. */
    public Option<scala.collection.Map<String, String>> driverAttributes() {
        return driverAttributes;
    }

    @Override
    protected Object[] components() {
        return new Object[] {appName, appId, time, sparkUser, appAttemptId, driverLogs, driverAttributes};
    }
}
