// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.util.CaseClass;
import scala.collection.immutable.Seq;

/** A task was asked to stop. */
public class TaskKilled extends CaseClass implements TaskFailedReason {

    private final String reason;
    private final Seq<AccumulableInfo> accumUpdates;

    public TaskKilled(String reason, Seq<AccumulableInfo> accumUpdates) {
        this.reason = reason;
        this.accumUpdates = accumUpdates;
    }

    public String reason() {
        return reason;
    }

    /** What its accumulators gathered that count failed values. */
    public Seq<AccumulableInfo> accumUpdates() {
        return accumUpdates;
    }

    @Override
    public String toErrorString() {
        return "TaskKilled (" + reason + ")";
    }

    @Override
    public boolean countTowardsTaskFailures() {
        return false;
    }

    @Override
    protected Object[] components() {
        return new Object[] {reason, accumUpdates};
    }
}
