/**
 * The vocabulary that every module shares: identities, facts as records, and the small ports through which siblings meet.
 *
 * <p>Imports nothing of Ember and holds no behaviour beyond checking its own facts.
 */
@NullMarked
package ember.model;

import org.jspecify.annotations.NullMarked;
