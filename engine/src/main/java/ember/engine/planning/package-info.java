/** Cuts lineage into stages on the caller's thread, and prepares what their tasks run off the control loop. */
@NullMarked
package ember.engine.planning;

import org.jspecify.annotations.NullMarked;
