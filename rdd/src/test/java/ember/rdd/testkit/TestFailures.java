// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.testkit;

import ember.model.Failures;

/** Exceptions that say what kind they are. */
final class TestFailures implements Failures {
    static final TestFailures INSTANCE = new TestFailures();

    private TestFailures() {}

    @Override
    public Exception failure(String message, Throwable cause) {
        return new Exception(message, cause);
    }

    @Override
    public Exception driverFunctionFailed(Throwable cause) {
        return new Exception("driver function failed", cause);
    }

    @Override
    public Exception cancelled(String message) {
        return new Exception("cancelled: " + message);
    }

    @Override
    public Exception unequalZip() {
        return new Exception("Can only zip RDDs with same number of elements in each partition");
    }

    @Override
    public Exception checkpointBlockLost(String block) {
        return new Exception("checkpoint block lost: " + block);
    }

    @Override
    public Exception notSerializable(String message, Throwable cause) {
        return new Exception(message, cause);
    }
}
