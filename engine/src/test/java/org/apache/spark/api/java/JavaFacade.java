// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.engine.CallSites;
import ember.model.CallSite;

/** Stands for the public API, whose frames are not the user's. */
public final class JavaFacade {
    private final CallSite madeAt = CallSites.find();

    public CallSite madeAt() {
        return madeAt;
    }

    public static CallSite collect() {
        return inside();
    }

    private static CallSite inside() {
        return CallSites.find();
    }
}
