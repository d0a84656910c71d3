// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What approximate actions make of the results they have: estimates with bounds. */
@NullMarked
package ember.spark.approximate;

import org.jspecify.annotations.NullMarked;
