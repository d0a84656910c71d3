// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/** What cost time in an application and what may be done about it: {@link ember.observe.advice.Findings}. */
@NullMarked
package ember.observe.advice;

import org.jspecify.annotations.NullMarked;
