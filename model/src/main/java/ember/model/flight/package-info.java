// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What a recording of the JVM's flight recorder shows of jobs. Start with {@link ember.model.flight.Flight}. */
@NullMarked
package ember.model.flight;

import org.jspecify.annotations.NullMarked;
