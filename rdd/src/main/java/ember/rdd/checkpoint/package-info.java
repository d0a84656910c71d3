// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Truncation of lineages. Start with {@link ember.rdd.checkpoint.Truncation}. */
@NullMarked
package ember.rdd.checkpoint;

import org.jspecify.annotations.NullMarked;
