/**
 * The shapes of user functions as the engine sees them.
 *
 * <p>The public function types of the facade extend these, so a user's function travels through the engine as it is, without a
 * wrapper. All are serialisable, and all may throw anything: what they throw fails the task.
 */
@NullMarked
package ember.model.function;

import org.jspecify.annotations.NullMarked;
