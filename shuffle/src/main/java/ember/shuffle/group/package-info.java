// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/**
 * The values of each key, gathered in memory as far as it goes and on disk from there. Reads: {@link ember.shuffle.group.GroupMap}
 * first, then {@link ember.shuffle.group.GroupRuns}.
 */
@NullMarked
package ember.shuffle.group;

import org.jspecify.annotations.NullMarked;
