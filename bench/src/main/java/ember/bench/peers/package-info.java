// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
/**
 * The same work on Ember, on Apache Spark, in plain Java and on parallel streams, timed in turn.
 *
 * <p>The programs use Spark's API only: {@link ember.bench.peers.Measure} runs them on whichever of the two is on its class path.
 */
@NullMarked
package ember.bench.peers;

import org.jspecify.annotations.NullMarked;
