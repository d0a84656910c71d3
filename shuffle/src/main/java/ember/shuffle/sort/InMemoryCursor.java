// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import org.jspecify.annotations.Nullable;

/** Walks over records in memory and lets go of each with the next step, unless it is told to keep them, and of all at the end. */
interface InMemoryCursor extends PartitionedCursor {
    /** From now on it keeps what it hands out, until {@link #letGo}. */
    void keepAll();

    /** Lets go of everything. Nothing is asked of it any more but whether there is more, which there is not. */
    void letGo();

    /**
     * The next records, at most so many, to be read without asking this cursor, which has moved past them.
     *
     * @return null: there are none, or they are handed out one at a time
     */
    default @Nullable PackedRecords claim(int most) {
        return null;
    }
}
