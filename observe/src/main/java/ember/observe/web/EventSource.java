// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import org.jspecify.annotations.Nullable;

/** What a client that listens is told. For one client; asked on its thread, again and again. */
public interface EventSource {
    /** What is new, one line of JSON; null: nothing is. */
    byte @Nullable [] next();
}
