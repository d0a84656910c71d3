// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;
import scala.Tuple2;

/** What the application runs in: settings, system properties, class path. */
public class SparkListenerEnvironmentUpdate extends CaseClass implements SparkListenerEvent {

    private final scala.collection.Map<String, scala.collection.Seq<Tuple2<String, String>>> environmentDetails;

    public SparkListenerEnvironmentUpdate(
            scala.collection.Map<String, scala.collection.Seq<Tuple2<String, String>>> environmentDetails) {
        this.environmentDetails = environmentDetails;
    }

    /** Names and values by kind, such as "Spark Properties". */
    public scala.collection.Map<String, scala.collection.Seq<Tuple2<String, String>>> environmentDetails() {
        return environmentDetails;
    }

    @Override
    protected Object[] components() {
        return new Object[] {environmentDetails};
    }
}
