// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/**
 * The event log: engine events as lines of JSON in the format of Spark 4.2.0, written while the application runs, read by Spark's
 * History Server and by {@code ember explain}. Start with {@link ember.observe.eventlog.EventLog}.
 */
@NullMarked
package ember.observe.eventlog;

import org.jspecify.annotations.NullMarked;
