// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;

/** Told of every change to the blocks of a store, in order. Called under the store's lock: must be quick and not call back. */
public interface BlockListener {
    /** @param status {@link BlockStatus#ABSENT} if the block is gone */
    void changed(BlockId id, BlockStatus status);
}
