// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A stage attempt ended, well or not. */
public class SparkListenerStageCompleted extends CaseClass implements SparkListenerEvent {

    private final StageInfo stageInfo;

    public SparkListenerStageCompleted(StageInfo stageInfo) {
        this.stageInfo = stageInfo;
    }

    public StageInfo stageInfo() {
        return stageInfo;
    }

    @Override
    protected Object[] components() {
        return new Object[] {stageInfo};
    }
}
