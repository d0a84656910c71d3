// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.Failures;
import ember.model.function.Function0;
import ember.rdd.Rdd;

/** What actions do on the driver's side, with the exceptions that users expect from there. */
final class Driver {
    private Driver() {}

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

    static UnsupportedOperationException emptyCollection(Rdd<?> rdd) {
        return rdd.runner().failures().unsupported(Failures.Unsupported.EMPTY_COLLECTION);
    }
}
