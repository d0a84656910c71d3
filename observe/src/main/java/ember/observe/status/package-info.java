/** What runs and what ran, projected from the engine's events. Start with {@link ember.observe.status.StatusStore}. */
@NullMarked
package ember.observe.status;

import org.jspecify.annotations.NullMarked;
