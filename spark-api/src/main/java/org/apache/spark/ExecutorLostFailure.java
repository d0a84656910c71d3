// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import org.apache.spark.util.CaseClass;
import scala.Option;

/** The executor that ran the task is gone. */
public class ExecutorLostFailure extends CaseClass implements TaskFailedReason {

    private final String execId;
    private final boolean exitCausedByApp;
    private final Option<String> reason;

    public ExecutorLostFailure(String execId, boolean exitCausedByApp, Option<String> reason) {
        this.execId = execId;
        this.exitCausedByApp = exitCausedByApp;
        this.reason = reason;
    }

    public String execId() {
        return execId;
    }

    /** Whether one of its tasks may be to blame. */
    public boolean exitCausedByApp() {
        return exitCausedByApp;
    }

    public Option<String> reason() {
        return reason;
    }

    @Override
    public String toErrorString() {
        return "ExecutorLostFailure (executor " + execId + " exited "
                + (exitCausedByApp ? "caused by one of the running tasks" : "unrelated to the running tasks")
                + ")"
                + (reason.isDefined() ? " Reason: " + reason.get() : "");
    }

    @Override
    public boolean countTowardsTaskFailures() {
        return exitCausedByApp;
    }

    @Override
    protected Object[] components() {
        return new Object[] {execId, exitCausedByApp, reason};
    }
}
