/**
 * Lineage: what an RDD is made of and where its partitions come from.
 *
 * <p>Start with {@link ember.rdd.Rdd}. An RDD lives in the driver; tasks get its description and their own copies of the user's
 * functions. The package knows neither the engine nor the tasks that run it: actions leave through {@link ember.rdd.JobRunner},
 * and a running partition reaches the rest of the world through {@link ember.rdd.TaskContext}.
 */
@NullMarked
package ember.rdd;

import org.jspecify.annotations.NullMarked;
