/**
 * The operations that make RDDs of RDDs, as users call them: each builds the same RDDs in the same number as Spark does, because
 * programs print ids and debug strings.
 *
 * <p>{@link ember.rdd.transform.Transformations} works on any elements, {@link ember.rdd.transform.KeyedTransformations} makes pairs of
 * them, {@link ember.rdd.transform.PairTransformations} and {@link ember.rdd.transform.Joins} work on pairs. Every function of the user's
 * is checked for being serialisable when it is given.
 */
@NullMarked
package ember.rdd.transform;

import org.jspecify.annotations.NullMarked;
