// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.web;

import org.jspecify.annotations.Nullable;

/** Answers some requests. Called on any thread, by several at once. */
public interface Route {
    /** Null: somebody else's. */
    @Nullable
    Response answer(Request request);
}
