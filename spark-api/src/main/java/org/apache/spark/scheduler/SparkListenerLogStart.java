// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** Head of an event log. */
public class SparkListenerLogStart extends CaseClass implements SparkListenerEvent {

    private final String sparkVersion;

    public SparkListenerLogStart(String sparkVersion) {
        this.sparkVersion = sparkVersion;
    }

    public String sparkVersion() {
        return sparkVersion;
    }

    @Override
    protected Object[] components() {
        return new Object[] {sparkVersion};
    }
}
