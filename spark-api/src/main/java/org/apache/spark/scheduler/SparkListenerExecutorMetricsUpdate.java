// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.util.CaseClass;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/** What an executor reported about its running tasks. */
public class SparkListenerExecutorMetricsUpdate extends CaseClass implements SparkListenerEvent {

    private final String execId;
    private final Seq<scala.Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> accumUpdates;
    private final scala.collection.Map<Tuple2<Object, Object>, ExecutorMetrics> executorUpdates;

    public SparkListenerExecutorMetricsUpdate(
            String execId,
            Seq<scala.Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> accumUpdates,
            scala.collection.Map<Tuple2<Object, Object>, ExecutorMetrics> executorUpdates) {
        this.execId = execId;
        this.accumUpdates = accumUpdates;
        this.executorUpdates = executorUpdates;
    }

    public String execId() {
        return execId;
    }

    /** Task id, stage, stage attempt and accumulators of each task. */
    public Seq<scala.Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> accumUpdates() {
        return accumUpdates;
    }

    /** Peaks by stage and stage attempt. */
    public scala.collection.Map<Tuple2<Object, Object>, ExecutorMetrics> executorUpdates() {
        return executorUpdates;
    }

    @Override
    protected Object[] components() {
        return new Object[] {execId, accumUpdates, executorUpdates};
    }
}
