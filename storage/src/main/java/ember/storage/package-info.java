/**
 * Cached blocks in memory and on disk, and the budget they share. Reads: {@link ember.storage.BlockStore} first.
 */
@NullMarked
package ember.storage;

import org.jspecify.annotations.NullMarked;
