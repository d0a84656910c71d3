// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** Applications that ran, from a directory of their event logs. Start with {@link ember.observe.history.HistoryServer}. */
@NullMarked
package ember.observe.history;

import org.jspecify.annotations.NullMarked;
