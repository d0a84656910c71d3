/** Saving RDDs in files, so that readers see all of a job's output or none. Start with {@link ember.rdd.output.TextOutput}. */
@NullMarked
package ember.rdd.output;

import org.jspecify.annotations.NullMarked;
