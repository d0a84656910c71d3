// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What the rooms of the scheduler keep things in where the library has nothing as small. */
@NullMarked
package ember.scheduler.table;

import org.jspecify.annotations.NullMarked;
