// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Runs a chain of element-wise steps and what they end in as one loop that is compiled for exactly these steps. */
@NullMarked
package ember.executor.fused;

import org.jspecify.annotations.NullMarked;
