// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.cli;

import ember.spark.RepeatedAdditions;

/** Tells of accumulators that count twice. Instances are made by {@code spark.extraListeners}. */
public final class AccumulatorWatch extends RepeatedAdditions {
    private final Findings findings = Findings.ofThisRun();

    /** One that writes to the file of this run. */
    public AccumulatorWatch() {}

    @Override
    protected void found(String accumulator, String stage) {
        findings.fault(
                "Accumulator '" + accumulator + "' is added to in a transformation: tasks that run again count twice.",
                "The tasks are those of stage '" + stage + "'.",
                "Add to it in an action (foreach), or compute the figure as an RDD.");
    }
}
