// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Compressed streams. */
@NullMarked
package ember.storage.compress;

import org.jspecify.annotations.NullMarked;
