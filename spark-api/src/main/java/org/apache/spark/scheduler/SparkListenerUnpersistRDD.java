// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** An RDD's storage level was taken away. */
public class SparkListenerUnpersistRDD extends CaseClass implements SparkListenerEvent {

    private final int rddId;

    public SparkListenerUnpersistRDD(int rddId) {
        this.rddId = rddId;
    }

    public int rddId() {
        return rddId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {rddId};
    }
}
