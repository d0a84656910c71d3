/**
 * The operations that run jobs and give their results to the driver. Start with {@link ember.rdd.action.Actions}.
 *
 * <p>Results of partitions are put together on the thread that waits for the job, in the order of their arrival where Spark does so.
 */
@NullMarked
package ember.rdd.action;

import org.jspecify.annotations.NullMarked;
