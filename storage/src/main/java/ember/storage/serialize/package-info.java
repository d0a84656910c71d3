/**
 * What may be shared between tasks, and how the rest is copied: classification of immutable objects, Java serialisation, and the
 * check that a function can travel. Reads: {@link ember.storage.serialize.Immutability} first.
 */
@NullMarked
package ember.storage.serialize;

import org.jspecify.annotations.NullMarked;
