/**
 * Puts the engine together. {@link ember.engine.EmberContext} is the door: it plans jobs on the caller's thread, hands them to the
 * control loop, and waits for their results.
 */
@NullMarked
package ember.engine;

import org.jspecify.annotations.NullMarked;
