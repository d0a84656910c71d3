/**
 * Every course that tiny worlds can take: not chosen by a seed, but all of them.
 *
 * <p>Reads: {@link ember.simulator.exhaustive.TinyWorld} for what there is, {@link ember.simulator.exhaustive.Course} for what can happen
 * next, {@link ember.simulator.exhaustive.Exhaustive} for the search.
 */
@NullMarked
package ember.simulator.exhaustive;

import org.jspecify.annotations.NullMarked;
