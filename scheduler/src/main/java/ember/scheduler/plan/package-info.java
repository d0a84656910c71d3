/**
 * Lineage reduced to numbers: all that the scheduler knows of RDDs.
 */
@NullMarked
package ember.scheduler.plan;

import org.jspecify.annotations.NullMarked;
