// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Random samples, drawn in the very sequences of Spark: the same seed gives the same elements. Start with {@link ember.rdd.sample.Sampler}. */
@NullMarked
package ember.rdd.sample;

import org.jspecify.annotations.NullMarked;
