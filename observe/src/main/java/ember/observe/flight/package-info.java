// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Jobs and stages for the JVM's flight recorder: {@link ember.observe.flight.FlightWatcher}. */
@NullMarked
package ember.observe.flight;

import org.jspecify.annotations.NullMarked;
