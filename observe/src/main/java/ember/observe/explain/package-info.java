// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/**
 * Why did this run: stages and tasks with the cause that each event carries, told in sentences. Start with {@link
 * ember.observe.explain.Explanation}.
 */
@NullMarked
package ember.observe.explain;

import org.jspecify.annotations.NullMarked;
