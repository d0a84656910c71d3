/** What a task moves to disk because memory has no room for it. Reads: {@link ember.shuffle.spill.SpillSpace} first. */
@NullMarked
package ember.shuffle.spill;

import org.jspecify.annotations.NullMarked;
