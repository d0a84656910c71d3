// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import ember.model.CallSite;

/** Asks for the place from within the API's own packages. */
public final class CallSitesProbe {

    private CallSitesProbe() {}

    public static Runnable into(CallSite[] site) {
        return () -> site[0] = CallSites.current();
    }
}
