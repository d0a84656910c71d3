// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.Failures;
import ember.model.function.Function0;
import ember.rdd.JobRunner;
import ember.rdd.Rdd;
import ember.rdd.ResultHandler;

/** What actions do on the driver's side, with the exceptions that users expect from there. */
final class Driver {
    private Driver() {}

    /** Takes in results with the user's help: what his function throws is told as a failure of the driver's side. */
    static <U> ResultHandler<U> merging(JobRunner runner, ResultHandler<U> merge) {
        return (index, result) -> {
            try {
                merge.accept(index, result);
            } catch (Throwable e) {
                throw runner.failures().driverFunctionFailed(e);
            }
        };
    }

    /** Copies of a start value, one for the driver and one for every task, so that nobody changes the user's. */
    static <U> Function0<U> copiesOf(Rdd<?> rdd, U zero) {
        try {
            return rdd.runner().copiesOf(zero);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    static <U> U start(Function0<U> zeros) {
        try {
            return zeros.call();
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    static UnsupportedOperationException emptyCollection() {
        return new UnsupportedOperationException("empty collection");
    }
}
