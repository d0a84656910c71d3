// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import java.util.Properties;
import org.apache.spark.util.CaseClass;

/** A stage attempt was submitted. */
public class SparkListenerStageSubmitted extends CaseClass implements SparkListenerEvent {

    private final StageInfo stageInfo;
    private final Properties properties;

    public SparkListenerStageSubmitted(StageInfo stageInfo, Properties properties) {
        this.stageInfo = stageInfo;
        this.properties = properties;
    }

    public StageInfo stageInfo() {
        return stageInfo;
    }

    /** Local properties of the thread that submitted the job. */
    public Properties properties() {
        return properties;
    }

    @Override
    protected Object[] components() {
        return new Object[] {stageInfo, properties};
    }
}
