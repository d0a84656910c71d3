// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** One program seen through REST, on Ember and as Apache Spark 4.2.0 told it. */
@NullMarked
package ember.observed;

import org.jspecify.annotations.NullMarked;
