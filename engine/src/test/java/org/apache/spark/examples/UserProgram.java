// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.examples;

import ember.engine.CallSites;
import ember.model.CallSite;
import org.apache.spark.api.java.JavaFacade;

/** A program that lives below Spark's package, as Spark's own examples do. */
public final class UserProgram {
    private UserProgram() {}

    public static CallSite callsTheFacade() {
        return JavaFacade.collect();
    }

    public static CallSite constructsTheFacade() {
        return new JavaFacade().madeAt();
    }

    public static CallSite deep(int frames) {
        return frames == 0 ? CallSites.find() : deep(frames - 1);
    }
}
