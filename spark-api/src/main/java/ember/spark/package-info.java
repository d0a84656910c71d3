/**
 * What makes the engine speak Spark: its pairs are Scala's tuples, equal keys are equal as Scala says, tuples are as immutable as
 * what they hold.
 *
 * <p>Everything here implements a port of {@link ember.model}. Nothing here is for programs; they see {@code org.apache.spark}.
 */
@NullMarked
package ember.spark;

import org.jspecify.annotations.NullMarked;
