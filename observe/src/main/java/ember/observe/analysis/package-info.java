// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/**
 * What is worked out of all tasks of an application together: which core did what when, what other cores would have changed, what
 * caches were good for.
 */
@NullMarked
package ember.observe.analysis;

import org.jspecify.annotations.NullMarked;
