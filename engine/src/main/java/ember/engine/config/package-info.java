// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Reads what a program configured: units, limits of the scheduler, pools, and what is set but not honoured. */
@NullMarked
package ember.engine.config;

import org.jspecify.annotations.NullMarked;
