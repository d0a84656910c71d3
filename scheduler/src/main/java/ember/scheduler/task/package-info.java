/**
 * Puts tasks onto slots, tries failed ones again, and knows which attempts are running.
 *
 * <p>A task set is one stage attempt's tasks; what its outputs mean is none of this package's business. Reads: {@link
 * ember.scheduler.task.TaskScheduler} first, then {@link ember.scheduler.task.TaskSet}.
 */
@NullMarked
package ember.scheduler.task;

import org.jspecify.annotations.NullMarked;
