/** How keys are placed: by hash, or in sampled ranges. */
@NullMarked
package ember.rdd.partition;

import org.jspecify.annotations.NullMarked;
