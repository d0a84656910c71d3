// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/**
 * Worlds of great size and no misfortune: what the scheduler costs when nothing else costs anything. Start at
 * {@link ember.simulator.scale.InstantCluster}.
 */
@NullMarked
package ember.simulator.scale;

import org.jspecify.annotations.NullMarked;
