/**
 * What the scheduler is told: facts, in the past tense.
 */
@NullMarked
package ember.scheduler.event;

import org.jspecify.annotations.NullMarked;
