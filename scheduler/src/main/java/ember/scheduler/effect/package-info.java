/**
 * What the scheduler wants done: commands, in the imperative, performed in the order they were decided.
 */
@NullMarked
package ember.scheduler.effect;

import org.jspecify.annotations.NullMarked;
