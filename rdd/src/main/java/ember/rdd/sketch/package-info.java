// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Estimates in little space. */
@NullMarked
package ember.rdd.sketch;

import org.jspecify.annotations.NullMarked;
