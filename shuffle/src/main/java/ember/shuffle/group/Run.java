// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.shuffle.spill.Extent;

/**
 * Groups on disk, as {@link RunWriter} wrote them. Each is a key, its hash code, what its values take in memory, and for each side
 * what {@link RunWriter} says.
 *
 * @param stream the groups; large ones refer to extents elsewhere
 * @param groups how many
 */
record Run(Extent stream, long groups) {}
