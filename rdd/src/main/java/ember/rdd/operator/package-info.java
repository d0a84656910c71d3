/** One class per kind of RDD, and the narrow operations as data. Start with {@link ember.rdd.operator.NarrowRdd}. */
@NullMarked
package ember.rdd.operator;

import org.jspecify.annotations.NullMarked;
