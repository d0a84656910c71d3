/**
 * Decides which stages must run, and what each task's end means for stages and jobs.
 *
 * <p>Knows stages as numbers and sizes only; lineage, closures and threads live elsewhere. Reads: {@link
 * ember.scheduler.dag.DAGScheduler} first, then {@link ember.scheduler.dag.CompletionPolicy}.
 */
@NullMarked
package ember.scheduler.dag;

import org.jspecify.annotations.NullMarked;
